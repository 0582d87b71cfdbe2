/** Makes each chart one stop of the tab key: the arrow keys, Home and End go along its values. */
export function startCharts(): void {
	for (const list of document.querySelectorAll<Element>('[data-bands]')) goAlong(list);
	for (const flows of document.querySelectorAll<Element>('[data-flows]')) tellFlows(flows);
}

function goAlong(list: Element): void {
	const places = [...list.querySelectorAll<HTMLElement | SVGElement>('[tabindex]')];
	for (const place of places.slice(0, -1)) place.setAttribute('tabindex', '-1');
	list.addEventListener('keydown', (event) => {
		const { key } = event as KeyboardEvent;
		const at = places.indexOf(event.target as HTMLElement);
		const next = nextOf(key, at, places.length);
		if (at < 0 || next === undefined) return;
		event.preventDefault();
		places[at]!.setAttribute('tabindex', '-1');
		places[next]!.setAttribute('tabindex', '0');
		places[next]!.focus();
	});
}

function nextOf(key: string, at: number, length: number): number | undefined {
	if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(length - 1, at + 1);
	if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(0, at - 1);
	if (key === 'Home') return 0;
	if (key === 'End') return length - 1;
	return undefined;
}

/** Writes below a drawing of flows how many people the one under the pointer, or with the focus, has. */
function tellFlows(flows: Element): void {
	const told = flows.querySelector('[data-told]');
	const tell = ({ target }: Event) => {
		const words = (target as Element).closest('.ribbon')?.getAttribute('aria-label');
		if (told && words) told.textContent = words;
	};
	for (const name of ['pointerover', 'focusin']) flows.addEventListener(name, tell);
}
