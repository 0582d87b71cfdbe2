import type { Page } from '@playwright/test';

// What can be wrong with how a page stands on a screen. These functions run in the page: they are sent there as text,
// so they use nothing but each other and the page.

/** Says which element is meant, in a few words. */
function name(element: Element): string {
	const words = (element.textContent || element.getAttribute('aria-label') || '')
		.trim()
		.replace(/\s+/g, ' ');
	const kind = [...element.classList].filter((one) => !one.startsWith('svelte-')).slice(0, 2);
	return [element.tagName.toLowerCase(), ...kind].join('.') + (words ? ` 「${words.slice(0, 30)}」` : '');
}

function isShown(element: Element): boolean {
	if (element.closest('.visually-hidden, [hidden]')) return false;
	const { width, height } = element.getBoundingClientRect();
	return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
}

/** Where pictures of letters stand: one box for each line. */
function lines(node: Node, from: number, to: number): DOMRect[] {
	const range = document.createRange();
	range.setStart(node, from);
	range.setEnd(node, to);
	const all: DOMRect[] = [];
	for (const box of range.getClientRects()) {
		const last = all.at(-1);
		if (box.width > 0 && (!last || box.top > last.top + last.height / 2)) all.push(box);
	}
	return all;
}

/** All texts that can be read, with the element that holds them. */
function texts(): { node: Text; words: string; parent: Element }[] {
	const found: { node: Text; words: string; parent: Element }[] = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode as Text;
		const parent = node.parentElement!;
		if (!node.data.trim() || parent.closest('script, style, noscript, svg, option, textarea')) continue;
		if (isShown(parent)) found.push({ node, words: node.data, parent });
	}
	return found;
}

/** The page is wider than the screen. Names the outermost elements that reach out of it. */
function overflows(): string[] {
	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= width) return [];
	const out = [...document.body.querySelectorAll('*')].filter(
		(one) => one.getBoundingClientRect().right > width + 1 && isShown(one)
	);
	const roots = out.filter((one) => !out.includes(one.parentElement!)).slice(0, 3);
	return [`overflow: ${document.documentElement.scrollWidth - width}px by ${roots.map(name).join(', ')}`];
}

/** Whether something between an element and the box around it cuts off or scrolls what is too long. */
function isCut(element: Element, box: Element): boolean {
	for (let at: Element | null = element; at; at = at === box ? null : at.parentElement)
		if (getComputedStyle(at).overflowX !== 'visible') return true;
	return false;
}

/** Text that reaches out of the card, button or badge it belongs to. */
function spilled(): string[] {
	const found = new Set<string>();
	for (const { node, words, parent } of texts()) {
		const box = parent.closest('.card, .button, .tag, button, summary, td, th');
		if (!box || isCut(parent, box)) continue;
		const { left, right } = box.getBoundingClientRect();
		if (lines(node, 0, words.length).some((line) => line.right > right + 2 || line.left < left - 2))
			found.add(`spilled: ${name(parent)} out of ${name(box)}`);
	}
	return [...found];
}

/** Words that go on in the next line: English ones anywhere; katakana, numbers and dates where text is short. */
function broken(): string[] {
	const short = '.tag, h1, h2, h3, time, th, .number, button, .button, summary, legend, nav a, .tabs a, dt';
	const found = new Set<string>();
	for (const { node, words, parent } of texts()) {
		if (parent.closest('[contenteditable]') || lines(node, 0, words.length).length < 2) continue;
		const word = parent.closest(short)
			? /[A-Za-z][A-Za-z'’]*[A-Za-z]|[ァ-ヴー]{2,}|\d[\d,.:/]*[年月日時分人件回%]?/g
			: /[A-Za-z][A-Za-z'’]*[A-Za-z]/g;
		// An address, of a mail or of a page, has no place of its own at which to go on.
		const plain = words.replace(/\S+@\S+|https?:\/\/\S+/g, (address) => ' '.repeat(address.length));
		for (const match of plain.matchAll(word)) {
			const parts = lines(node, match.index, match.index + match[0].length);
			const length = parts.reduce((sum, part) => sum + part.width, 0);
			// What is longer than a whole line of a phone has to go on in the next.
			if (parts.length > 1 && length < 260) found.add(`broken: ${match[0]} in ${name(parent)}`);
		}
	}
	return [...found];
}

/** Texts that follow each other without the space that separates them, sentences too, and brackets around nothing. */
function glued(): string[] {
	const day = /\d{4}\/\d{1,2}\/\d{1,2}(?!\d)(?=[一-龠ァ-ヴA-Za-z])(?!現在|時点|付|以降|以前|頃|迄)/;
	const found = new Set<string>();
	const all = texts().filter(({ parent }) => !parent.closest('[contenteditable], pre, code, kbd'));
	for (const [at, { node, words, parent }] of all.entries()) {
		if (day.test(words)) found.add(`glued: ${words.trim().slice(0, 40)}`);
		if (/[a-z]{2}[.!?][A-Z][a-z]/.test(words.replace(/\S+[.]\w+\/\S*|\S+@\S+/g, '')))
			found.add(`glued: ${words.trim().slice(0, 60)}`);
		if (/（\s*）|\(\s*\)|\bundefined\b|\bNaN\b|\[object /.test(words))
			found.add(`empty: ${words.trim().slice(0, 40)} in ${name(parent)}`);
		const next = all[at + 1];
		if (!next || !/[\w.,!?;:)]$/.test(words)) continue;
		const joins = /[A-Za-z]/.test(next.words[0]!) || day.test(words.slice(-10) + next.words[0]!);
		if (!joins || next.parent === parent) continue;
		const [last, first] = [
			lines(node, 0, words.length).at(-1),
			lines(next.node, 0, next.words.length)[0]
		];
		if (last && first && Math.abs(first.top - last.top) < 8 && Math.abs(first.left - last.right) < 2)
			found.add(`glued: ${words.trim().slice(-20)}|${next.words.trim().slice(0, 20)}`);
	}
	return [...found];
}

/** What is marked to stand in one line does: the bar, its rooms, its tools, and the rooms at a phone's bottom. */
function wraps(): string[] {
	return [...document.querySelectorAll('[data-line]')].filter(isShown).flatMap((line) => {
		const middles = [...line.children].filter(isShown).map((one) => {
			const { top, height } = one.getBoundingClientRect();
			return top + height / 2;
		});
		return Math.max(...middles) - Math.min(...middles) > 8
			? [`wraps: ${name(line)} stands in several lines`]
			: [];
	});
}

function twice(): string[] {
	const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
	return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `twice: #${id}`);
}

const controls = () =>
	[
		...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')
	].filter((one) => isShown(one) && !(one as HTMLButtonElement).disabled);

/**
 * Controls under 24 by 24 px (WCAG 2.5.8). Not meant are links within a sentence, those whose label can be pressed
 * too, and those with so much room that a circle of 24 px on each touches no other.
 */
function small(): string[] {
	const isInText = (one: Element) =>
		one.tagName === 'A' &&
		getComputedStyle(one).display === 'inline' &&
		one.closest('p, li, td, dd, h1, h2, h3, span, div')!.textContent!.trim() !== one.textContent!.trim();
	const boxes = controls().map((one) => {
		const own = one.getBoundingClientRect();
		const label = one instanceof HTMLInputElement ? one.labels?.[0]?.getBoundingClientRect() : undefined;
		return { one, box: label && label.width * label.height > own.width * own.height ? label : own };
	});
	const isSmall = (box: DOMRect) => box.width < 23.5 || box.height < 23.5;
	const near = (a: DOMRect, b: DOMRect) => {
		const [x, y] = [a.left + a.width / 2, a.top + a.height / 2];
		if (isSmall(b)) return Math.hypot(b.left + b.width / 2 - x, b.top + b.height / 2 - y) < 24;
		const dx = Math.max(b.left - x, 0, x - b.right);
		const dy = Math.max(b.top - y, 0, y - b.bottom);
		return Math.hypot(dx, dy) < 12;
	};
	// What is fixed lies over what scrolls by chance, wherever the page stands at this moment.
	const isFixed = (one: Element | null): boolean =>
		one !== null && (getComputedStyle(one).position === 'fixed' || isFixed(one.parentElement));
	const meet = (a: Element, b: Element) => a !== b && isFixed(a) === isFixed(b);
	return boxes
		.filter(({ one, box }) => isSmall(box) && !isInText(one))
		.filter(({ one, box }) => boxes.some((other) => meet(one, other.one) && near(box, other.box)))
		.map(({ one, box }) => `small: ${name(one)} ${Math.round(box.width)}×${Math.round(box.height)}`);
}

/** It lies outside the visible part of a list that scrolls by itself, where it is not to be seen. */
function isScrolledAway(one: Element): boolean {
	const { top, bottom } = one.getBoundingClientRect();
	for (let around = one.parentElement; around; around = around.parentElement) {
		if (!/auto|scroll/.test(getComputedStyle(around).overflowY) || around === document.documentElement)
			continue;
		const frame = around.getBoundingClientRect();
		if (bottom > frame.bottom || top < frame.top) return true;
	}
	return false;
}

/** Controls that stay behind something fixed, however far one scrolls; and what the page scrolled to is behind it. */
function covered(): string[] {
	const fixed = [...document.body.querySelectorAll('*')].filter(
		(one) => getComputedStyle(one).position === 'fixed' && isShown(one)
	);
	const end = document.documentElement.scrollHeight - innerHeight;
	const found: string[] = [];
	for (const over of fixed)
		for (const one of controls()) {
			if (fixed.some((other) => other.contains(one)) || isScrolledAway(one)) continue;
			const [bar, box] = [over.getBoundingClientRect(), one.getBoundingClientRect()];
			if (box.right <= bar.left || box.left >= bar.right) continue;
			const isBelow = bar.top + bar.bottom > innerHeight;
			const isNowUnder = box.bottom > bar.top + 1 && box.top < bar.bottom - 1;
			const isAlways = isBelow
				? box.bottom + scrollY - end > bar.top + 1
				: box.top + scrollY < bar.bottom - 1;
			if (isAlways || (isNowUnder && one.closest('#writing')))
				found.push(`covered: ${name(one)} by ${name(over)}`);
		}
	return found;
}

/** Everything that is wrong with a page as it stands now, at the size that it has. */
export async function faultsOf(page: Page): Promise<string[]> {
	const checks = [overflows, spilled, broken, glued, wraps, twice, small, covered];
	const source = [name, isShown, lines, texts, isCut, isScrolledAway, ...checks].map(String).join('\n');
	return page.evaluate<string[]>(
		`(() => { ${source}\nconst controls = ${String(controls)};\n` +
			`return [${checks.map((check) => `...${check.name}()`).join(', ')}]; })()`
	);
}
