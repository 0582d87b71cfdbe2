/** A search box that suggests while someone types, and to which Ctrl+K leads. What it suggests is part of its own page. */
export function startJump(box: HTMLElement): void {
	const form = box.querySelector('form')!;
	const field = box.querySelector('input')!;
	const found = box.querySelector<HTMLElement>('[data-jump-found]')!;
	let waiting: number | undefined;
	let asked = '';

	document.addEventListener('keydown', (event) => {
		if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
		event.preventDefault();
		if (field.offsetParent === null) return location.assign(form.action); // too narrow for the box
		field.focus();
		field.select();
	});
	field.addEventListener('input', () => {
		window.clearTimeout(waiting);
		waiting = window.setTimeout(() => void look(), 200);
	});
	box.addEventListener('keydown', move);
	const close = ({ target }: Event) => {
		if (!(target instanceof Node && box.contains(target))) found.hidden = true;
	};
	document.addEventListener('focusin', close);
	document.addEventListener('pointerdown', close);

	function move(event: KeyboardEvent): void {
		if (event.isComposing) return; // Enter ends what an input method holds
		const links = [...found.querySelectorAll('a')];
		const at = links.indexOf(document.activeElement as HTMLAnchorElement);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.key === 'Escape' && !found.hidden) {
			found.hidden = true;
			field.focus();
		} else if (event.key === 'Enter' && at < 0 && box.dataset.jump === 'first' && isFresh(links)) {
			links[0]!.click();
		} else if (step && links.length > 0 && !found.hidden) {
			const next = at + step;
			if (next < 0) field.focus();
			else links[Math.min(next, links.length - 1)]!.focus();
		} else return;
		event.preventDefault();
	}

	/** Whether what is suggested answers what stands in the field now. */
	const isFresh = (links: readonly Element[]) =>
		!found.hidden && links.length > 0 && asked === field.value.trim();

	async function look(): Promise<void> {
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
		found.hidden = false;
	}
}
