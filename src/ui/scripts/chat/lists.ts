// Lists of messages as the server makes them: days, messages, and the line above what is new. Each has a key.
const keyOf = (line: HTMLElement) =>
	line.id || (line.dataset.day ? `day ${line.dataset.day}` : 'fresh' in line.dataset ? 'fresh' : '');

const linesOf = (list: Element) => [...list.children].filter((one) => one instanceof HTMLElement);
const isMessage = (line: HTMLElement) => line.dataset.message !== undefined;

/**
 * Makes of a fresh list, which holds the latest messages, one that also holds the older ones of the list that is shown.
 * Lines that did not change stay the very same, so that nothing flickers and what is open stays open. Gives false if the
 * two lists do not meet: more was written than one page holds.
 */
export function join(shown: Element, fresh: Element): boolean {
	const [olds, news] = [linesOf(shown), linesOf(fresh)];
	const first = news.find(isMessage);
	const known = new Map(olds.map((line) => [keyOf(line), line]));
	if (!first || !olds.some(isMessage)) return true;
	if (!news.some((line) => isMessage(line) && known.has(line.id))) return false;
	for (const line of news) {
		const same = known.get(keyOf(line));
		if (same && isSame(same, line)) line.replaceWith(same);
	}
	const since = olds.findIndex(
		(line) => isMessage(line) && line.dataset.message! >= first.dataset.message!
	);
	const earlier = olds.slice(0, since);
	while (earlier.length > 0 && !isMessage(earlier.at(-1)!)) earlier.pop();
	addBefore(earlier, fresh);
	return true;
}

/** Whether a line is as it was. A menu that is open in it does not count. */
function isSame(old: HTMLElement, line: HTMLElement): boolean {
	const menu = old.querySelector('details[open]') && line.querySelector('details');
	menu?.setAttribute('open', '');
	const isEqual = old.isEqualNode(line);
	if (!isEqual) menu?.removeAttribute('open');
	return isEqual;
}

/** Puts older lines before a list. A day that has begun among them does not begin again. */
export function addBefore(lines: readonly HTMLElement[], list: Element): void {
	const last = lines.findLast((line) => line.dataset.day !== undefined);
	const begun = list.querySelector<HTMLElement>('[data-day]');
	if (begun && begun.dataset.day === last?.dataset.day) begun.remove();
	list.prepend(...lines);
}

/** Leaves the line above what was new where it stands, whatever has been read since. */
export function keepLine(shown: Element, fresh: Element): void {
	const line = shown.querySelector('[data-fresh]');
	const below = line?.nextElementSibling?.id;
	fresh.querySelector('[data-fresh]')?.remove();
	const place = below ? [...fresh.children].find(({ id }) => id === below) : undefined;
	if (line && place) place.before(line.cloneNode(true));
}

export const messagesIn = (list: Element): HTMLElement[] => linesOf(list).filter(isMessage);
