// Reactions: a small motion on what was pressed, arrows through the choice, and who reacted, in a hint under the mouse and
// in a window when it is pressed. Without JavaScript the list is a page of its own.
import * as m from '#locales/messages.ts';
import { say } from './parts.ts';

const formOf = (target: EventTarget | null) =>
	target instanceof Element ? target.closest<HTMLFormElement>('form[data-reactions]') : null;

let pressed: { part: string; sign: string; hadFocus: boolean } | undefined;

document.addEventListener('submit', ({ target, submitter }) => {
	const form = formOf(target);
	if (!form || !(submitter instanceof HTMLButtonElement)) return;
	const sign = submitter.value.replace('-', '');
	pressed = { part: form.dataset.parts!, sign, hadFocus: form.contains(document.activeElement) };
});

document.addEventListener('okaeri:replaced', ({ target }) => {
	const part = target as HTMLElement;
	lists.clear();
	hideHint();
	if (part.id !== pressed?.part) return;
	const form = part.querySelector('form[data-reactions]');
	const chip = form?.querySelector<HTMLElement>(`.chip[data-sign="${pressed.sign}"]`);
	if (chip?.ariaPressed === 'true') chip.classList.add('popped');
	if (pressed.hadFocus) (chip ?? form?.querySelector('summary'))?.focus({ preventScroll: true });
	pressed = undefined;
});

document.addEventListener('keydown', (event) => {
	const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
	const button = document.activeElement;
	if (!step || !button || !formOf(button)) return;
	const all = [...button.parentElement!.querySelectorAll<HTMLElement>(':scope > button')];
	const next = all[(all.indexOf(button as HTMLElement) + step + all.length) % all.length];
	next?.focus();
});

/** The list of who reacted as the server makes it, by address. */
const lists = new Map<string, Promise<HTMLElement>>();

function listAt(address: string): Promise<HTMLElement> {
	const known = lists.get(address) ?? read(address);
	lists.set(address, known);
	return known;
}

async function read(address: string): Promise<HTMLElement> {
	const answer = await fetch(address, { headers: { accept: 'text/html' } });
	const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
	const list = page.querySelector<HTMLElement>('[data-reactors]');
	if (!answer.ok || !list) throw new Error(`No list at ${address}`);
	return list;
}

// The hint, for a mouse.
const namesAtMost = 10;
let hint: HTMLElement | undefined;
let soon: number | undefined;

function hideHint(): void {
	window.clearTimeout(soon);
	hint?.remove();
	hint = undefined;
}

document.addEventListener('pointerover', ({ target, pointerType }) => {
	const over =
		target instanceof Element
			? target.closest<HTMLElement>('[data-reactions] :is(.chip[data-sign], [data-who])')
			: null;
	hideHint();
	if (over && pointerType === 'mouse') soon = window.setTimeout(() => void showHint(over), 350);
});

async function showHint(over: HTMLElement): Promise<void> {
	const list = await listAt(formOf(over)!.dataset.reactions!).catch(() => undefined); // a hint is no loss
	const { sign } = over.dataset;
	const names = [
		...(list?.querySelectorAll(sign ? `li[data-sign="${sign}"] [data-name]` : '[data-name]') ?? [])
	].map((name) => name.textContent);
	if (!over.isConnected || !over.matches(':hover') || names.length === 0) return;
	hint?.remove();
	hint = Object.assign(document.createElement('p'), { className: 'reaction-hint' });
	hint.textContent =
		names.slice(0, namesAtMost).join(m.reaction_comma()) + (names.length > namesAtMost ? '…' : '');
	hint.setAttribute('role', 'tooltip');
	document.body.append(hint);
	const { left, top } = over.getBoundingClientRect();
	hint.style.insetInlineStart = `${Math.max(8, Math.min(left, window.innerWidth - hint.offsetWidth - 8))}px`;
	hint.style.insetBlockStart = `${Math.max(8, top - hint.offsetHeight - 6)}px`;
}

// The window: by a press on the number of people, or a long press on a reaction.
let long: number | undefined;
let wasLong = false;

document.addEventListener('pointerdown', ({ target, pointerType }) => {
	wasLong = false;
	window.clearTimeout(long);
	const chip = target instanceof Element ? target.closest('.chip[data-sign]') : null;
	const form = formOf(chip);
	if (!form || pointerType === 'mouse') return;
	long = window.setTimeout(() => {
		wasLong = true;
		void showList(form.dataset.reactions!);
	}, 500);
});
for (const kind of ['pointerup', 'pointercancel', 'scroll'] as const)
	document.addEventListener(kind, () => window.clearTimeout(long), { passive: true });

document.addEventListener(
	'click',
	(event) => {
		const target = event.target as Element;
		if (wasLong && formOf(target)) {
			wasLong = false;
			event.preventDefault();
			event.stopPropagation();
			return;
		}
		const link = target.closest<HTMLAnchorElement>('[data-reactions] a[data-who]');
		if (!link || event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		void showList(link.href);
	},
	{ capture: true }
);

async function showList(address: string): Promise<void> {
	hideHint();
	const list = await listAt(address).catch(() => undefined);
	if (!list) return say(m.offline_try_again());
	const dialog = Object.assign(document.createElement('dialog'), { className: 'reactors' });
	const title = Object.assign(document.createElement('h2'), { textContent: m.reaction_who() });
	const close = Object.assign(document.createElement('button'), {
		type: 'button',
		className: 'button small',
		textContent: m.picture_close()
	});
	dialog.setAttribute('aria-label', m.reaction_who());
	dialog.append(title, list.cloneNode(true), close);
	close.addEventListener('click', () => dialog.close());
	dialog.addEventListener('close', () => dialog.remove());
	dialog.addEventListener('click', (event) => {
		if (event.target === dialog) dialog.close();
		const more = (event.target as Element).closest<HTMLAnchorElement>('a[data-more]');
		if (!more) return;
		event.preventDefault();
		void goOn(more);
	});
	document.body.append(dialog);
	dialog.showModal();
}

/** Adds the next page of the list under what is shown. */
async function goOn(more: HTMLAnchorElement): Promise<void> {
	const next = await listAt(more.href).catch(() => undefined);
	if (!next) return say(m.offline_try_again());
	const fresh = next.cloneNode(true) as HTMLElement;
	const place = more.parentElement!;
	place
		.closest('[data-reactors]')
		?.querySelector('ul')
		?.append(...(fresh.querySelector('ul')?.children ?? []));
	const further = fresh.querySelector('a[data-more]');
	if (further) more.replaceWith(further);
	else place.remove();
}
