// What the desk's table gains with JavaScript: it is walked through by keys, and ticks stay from page to page.
import * as m from '#locales/messages.ts';

const ticksAtMost = 100;

const place = document.querySelector<HTMLElement>('[data-table]');
if (place) startTable(place);

function startTable(table: HTMLElement): void {
	const help = table.querySelector<HTMLDialogElement>('[data-table-help]');
	const keys = table.querySelector<HTMLButtonElement>('[data-table-keys]');
	if (keys) {
		keys.hidden = false;
		keys.addEventListener('click', () => help?.showModal());
	}
	startKeys(table, help);
	table.querySelector<HTMLFormElement>('form[role=search]')?.addEventListener('formdata', leaveEmptyOut);
	const form = document.querySelector<HTMLFormElement>('#chosen');
	if (!form?.querySelector('[data-table-none]')) return;
	startTicks(table, form);
	startManyTicks(table);
}

/** What is not asked does not stand in the address, so that a copied link can be read. */
function leaveEmptyOut({ formData }: FormDataEvent): void {
	const asked = [...formData];
	for (const [name] of asked) formData.delete(name);
	for (const [name, value] of asked) if (value !== '') formData.append(name, value);
}

function startKeys(table: HTMLElement, help: HTMLDialogElement | null): void {
	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyped(event)) return;
		if (document.querySelector('dialog[open]')) return;
		const rows = [...table.querySelectorAll<HTMLElement>('tr[data-row]')];
		const here = document.activeElement?.closest<HTMLElement>('tr[data-row]');
		const at = here ? rows.indexOf(here) : -1;
		const step = { j: 1, k: -1 }[event.key];
		if (event.key === '/') table.querySelector<HTMLElement>('[data-table-search]')?.focus();
		else if (event.key === '?') help?.showModal();
		else if (step) focusRow(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]);
		else if (event.key === 'x' && here) here.querySelector<HTMLInputElement>('td.tick input')?.click();
		else if (event.key === 'Enter' && here?.dataset.href && here === document.activeElement)
			location.assign(here.dataset.href);
		else return;
		event.preventDefault();
	});
}

/** Is the key typed into a field? A box to tick is none. */
function isTyped({ target, key }: KeyboardEvent): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.matches('[type=checkbox]')) return key === 'Enter';
	return target.matches('input, textarea, select, [contenteditable], button, summary') && key !== 'Escape';
}

function focusRow(row: HTMLElement | undefined): void {
	if (!row) return;
	row.tabIndex = -1;
	row.focus();
	row.scrollIntoView({ block: 'nearest' });
}

function boxesOf(table: HTMLElement): HTMLInputElement[] {
	return [...table.querySelectorAll<HTMLInputElement>('td.tick input')];
}

/** The box in the heading ticks the rows of this page, and a click with Shift all rows from the last one that was clicked. */
function startManyTicks(table: HTMLElement): void {
	const page = table.querySelector<HTMLInputElement>('[data-tick-page]');
	let last: HTMLInputElement | undefined;
	let isShift = false;
	let isTicking = false;
	const tick = (boxes: HTMLInputElement[], isOn: boolean) => {
		isTicking = true;
		for (const box of boxes.filter(({ checked }) => checked !== isOn)) {
			box.checked = isOn;
			box.dispatchEvent(new Event('change', { bubbles: true }));
		}
		isTicking = false;
	};
	const showPage = () => {
		const on = boxesOf(table).filter(({ checked }) => checked).length;
		page!.checked = on > 0 && on === boxesOf(table).length;
		page!.indeterminate = on > 0 && !page!.checked;
	};
	table.addEventListener('click', ({ shiftKey }) => (isShift = shiftKey));
	table.addEventListener('change', ({ target }) => {
		if (!(target instanceof HTMLInputElement) || !target.closest('td.tick') || isTicking) return;
		const boxes = boxesOf(table);
		const ends = [last ? boxes.indexOf(last) : -1, boxes.indexOf(target)].toSorted((a, b) => a - b);
		if (isShift && ends[0]! >= 0) tick(boxes.slice(ends[0], ends[1]! + 1), target.checked);
		last = target;
	});
	if (!page) return;
	page.hidden = false;
	page.addEventListener('change', () => tick(boxesOf(table), page.checked));
	table.addEventListener('change', showPage);
	document.querySelector('[data-table-none]')?.addEventListener('click', showPage);
	showPage();
}

/** Ticks are kept for this table until the tab is closed or something is done with them. */
function startTicks(table: HTMLElement, form: HTMLFormElement): void {
	const name = `table.${location.pathname}`;
	const boxes = () => boxesOf(table);
	const ticked = new Set((sessionStorage.getItem(name) ?? '').split(' ').filter(Boolean));
	const none = form.querySelector<HTMLButtonElement>('[data-table-none]')!;
	const full = form.querySelector<HTMLElement>('[data-table-full]')!;
	const show = () => {
		sessionStorage.setItem(name, [...ticked].join(' '));
		for (const box of boxes()) box.checked = ticked.has(box.value);
		for (const count of table.querySelectorAll('[data-table-count]'))
			count.textContent = String(ticked.size);
		for (const said of table.querySelectorAll<HTMLElement>('[data-table-ticked]'))
			said.hidden = ticked.size === 0;
		none.hidden = ticked.size === 0;
		form.toggleAttribute('data-any', ticked.size > 0);
	};
	table.addEventListener('change', ({ target }) => {
		if (!(target instanceof HTMLInputElement) || !target.closest('td.tick')) return;
		const isFull = target.checked && ticked.size >= ticksAtMost;
		if (target.checked && !isFull) ticked.add(target.value);
		else ticked.delete(target.value);
		full.textContent = isFull ? m.table_full({ count: ticksAtMost }) : '';
		show();
	});
	none.addEventListener('click', () => {
		ticked.clear();
		show();
	});
	form.addEventListener('formdata', ({ formData }) => {
		const field = boxes()[0]?.name ?? '';
		formData.delete(field);
		for (const id of ticked) formData.append(field, id);
	});
	const isDone = followSending(form, `${name}.sent`);
	if (isDone || document.querySelector('[data-table-done]')) ticked.clear();
	show();
}

/**
 * Was something done with the rows that were ticked, which led to another page? Says so once, when the list is opened anew.
 * Who goes back in the browser changes what they ticked, and does it again.
 */
function followSending(form: HTMLFormElement, name: string): boolean {
	form.addEventListener('submit', ({ submitter }) => {
		const method = (submitter as HTMLButtonElement | null)?.formMethod || form.method;
		if (method === 'post') sessionStorage.setItem(name, 'yes');
	});
	const [{ type } = { type: '' }] = performance.getEntriesByType(
		'navigation'
	) as PerformanceNavigationTiming[];
	if (type === 'back_forward') return false;
	const wasSent = sessionStorage.getItem(name) !== null;
	sessionStorage.removeItem(name);
	return wasSent && !(document.referrer && new URL(document.referrer).pathname === location.pathname);
}
