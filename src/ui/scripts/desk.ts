// What the desk's pages gain with JavaScript: the menu stays as it was left, and Ctrl+K leads anywhere by its name.
import './menus.ts';

const isClosed = new Set(
	[...document.querySelectorAll<HTMLDetailsElement>('.wide [data-group]:not([open])')].map(
		(group) => group.dataset.group!
	)
);
const aYear = 365 * 86_400;

// Groups stand twice on the page, for wide and for narrow screens. Both are kept alike.
document.addEventListener(
	'toggle',
	({ target }) => {
		if (!(target instanceof HTMLDetailsElement) || !target.dataset.group) return;
		const { group } = target.dataset;
		if (target.open) isClosed.delete(group);
		else isClosed.add(group);
		for (const same of document.querySelectorAll<HTMLDetailsElement>(`[data-group="${group}"]`))
			same.open = target.open;
		document.cookie = `desk_menu=${[...isClosed].join('.')}; path=/desk; max-age=${aYear}; samesite=lax`;
	},
	true
);

const box = document.querySelector<HTMLElement>('[data-jump]');
if (box) jump(box);

function jump(box: HTMLElement): void {
	const field = box.querySelector('input')!;
	const found = box.querySelector<HTMLElement>('[data-jump-found]')!;
	let waiting: number | undefined;
	let asked = '';

	document.addEventListener('keydown', (event) => {
		if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
		event.preventDefault();
		field.focus();
		field.select();
	});
	field.addEventListener('input', () => {
		window.clearTimeout(waiting);
		waiting = window.setTimeout(() => void look(), 200);
	});
	box.addEventListener('keydown', (event) => {
		if (event.isComposing) return; // Enter ends what an input method holds
		const links = [...found.querySelectorAll('a')];
		const at = links.indexOf(document.activeElement as HTMLAnchorElement);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.key === 'Escape' && !found.hidden) {
			found.hidden = true;
			field.focus();
		} else if (
			event.key === 'Enter' &&
			at < 0 &&
			!found.hidden &&
			links[0] &&
			asked === field.value.trim()
		) {
			links[0].click();
		} else if (step && links.length > 0 && !found.hidden) {
			const next = at + step;
			if (next < 0) field.focus();
			else links[Math.min(next, links.length - 1)]!.focus();
		} else return;
		event.preventDefault();
	});
	box.addEventListener('focusout', ({ relatedTarget }) => {
		if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) found.hidden = true;
	});

	async function look(): Promise<void> {
		const words = field.value.trim();
		asked = words;
		if (!words) {
			found.hidden = true;
			return;
		}
		const answer = await fetch(`/desk/jump?${new URLSearchParams({ q: words })}`, {
			headers: { accept: 'text/html' }
		}).catch(() => undefined); // without a connection nothing is suggested, and Enter asks again
		if (!answer?.ok || asked !== words) return;
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const results = page.getElementById('jump-results');
		if (!results) return;
		results.removeAttribute('id');
		found.replaceChildren(results);
		found.hidden = false;
	}
}
