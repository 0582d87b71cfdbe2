/** A search box that suggests while someone types, and to which Ctrl+K leads. What it suggests is part of its own page. */
type Box = { box: HTMLElement; form: HTMLFormElement; field: HTMLInputElement; found: HTMLElement };

/** What was asked last: what is suggested answers it. */
let asked = '';

export function startJump(box: HTMLElement): void {
	const parts: Box = {
		box,
		form: box.querySelector('form')!,
		field: box.querySelector('input')!,
		found: box.querySelector<HTMLElement>('[data-jump-found]')!
	};
	const { form, field, found } = parts;
	let waiting: number | undefined;

	document.addEventListener('keydown', (event) => {
		if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
		event.preventDefault();
		if (field.offsetParent === null) return location.assign(form.action); // too narrow for the box
		field.focus();
		field.select();
	});
	field.addEventListener('input', () => {
		window.clearTimeout(waiting);
		waiting = window.setTimeout(() => void look(parts), 200);
	});
	box.addEventListener('keydown', (event) => move(parts, event));
	const close = ({ target }: Event) => {
		if (!(target instanceof Node && box.contains(target))) found.hidden = true;
	};
	document.addEventListener('focusin', close);
	document.addEventListener('pointerdown', close);
}

/** Walks through what is suggested. Enter leads to the first of it, where the box says so. */
function move({ box, field, found }: Box, event: KeyboardEvent): void {
	if (event.isComposing) return; // Enter ends what an input method holds
	const links = [...found.querySelectorAll('a')];
	const at = links.indexOf(document.activeElement as HTMLAnchorElement);
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	const isFresh = !found.hidden && links.length > 0 && asked === field.value.trim();
	if (event.key === 'Escape' && !found.hidden) {
		found.hidden = true;
		field.focus();
	} else if (event.key === 'Enter' && at < 0 && box.dataset.jump === 'first' && isFresh) {
		links[0]!.click();
	} else if (step && links.length > 0 && !found.hidden) {
		const next = at + step;
		if (next < 0) field.focus();
		else links[Math.min(next, links.length - 1)]!.focus();
	} else return;
	event.preventDefault();
}

async function look({ form, field, found }: Box): Promise<void> {
	const words = field.value.trim();
	asked = words;
	if (!words) {
		found.hidden = true;
		return;
	}
	const answer = await fetch(`${form.action}?${new URLSearchParams({ q: words })}`, {
		headers: { accept: 'text/html' }
	}).catch(() => undefined); // without a connection nothing is suggested, and Enter asks again
	if (!answer?.ok || asked !== words) return;
	const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
	const results = page.querySelector('main .jump-results');
	if (!results) return;
	results.removeAttribute('id');
	found.replaceChildren(results);
	// A long name of the network takes two lines, and the field stands lower than usual.
	found.style.insetBlockStart = `${form.getBoundingClientRect().bottom + 4}px`;
	found.hidden = false;
}
