/**
 * Replaces parts of this page, named by their ids, with those of a page that the server has just made.
 * Gives false if one of them is missing there.
 */
export function replaceParts(html: string, ids: readonly string[]): boolean {
	const next = new DOMParser().parseFromString(html, 'text/html');
	let isWhole = true;
	for (const id of ids) {
		const [old, fresh] = [document.getElementById(id), next.getElementById(id)];
		if (!old) continue;
		if (!fresh) {
			isWhole = false;
			continue;
		}
		const focused = old.contains(document.activeElement)
			? pathTo(old, document.activeElement!)
			: undefined;
		const open = [...old.querySelectorAll('details[open][id]')].map((one) => one.id);
		old.replaceWith(fresh);
		for (const one of open) document.getElementById(one)?.setAttribute('open', '');
		if (focused) follow(fresh, focused)?.focus({ preventScroll: true });
		fresh.dispatchEvent(new CustomEvent('okaeri:replaced', { bubbles: true }));
	}
	return isWhole;
}

function pathTo(root: Element, to: Element): number[] {
	const path: number[] = [];
	for (let at: Element = to; at !== root && at.parentElement; at = at.parentElement)
		path.unshift([...at.parentElement.children].indexOf(at));
	return path;
}

function follow(root: Element, path: readonly number[]): HTMLElement | undefined {
	let at: Element | undefined = root;
	for (const step of path) at = at?.children[step];
	return at instanceof HTMLElement ? at : undefined;
}

/** Sends a form as the page would, and gives the page that comes of it. */
export async function sendForm(form: HTMLFormElement, submitter?: HTMLElement | null): Promise<Response> {
	const body = new FormData(form, submitter instanceof HTMLButtonElement ? submitter : undefined);
	const isMultipart = form.enctype === 'multipart/form-data';
	const text = new URLSearchParams();
	if (!isMultipart) for (const [key, value] of body) text.append(key, String(value));
	return fetch(
		(submitter instanceof HTMLButtonElement && submitter.getAttribute('formaction')) || form.action,
		{ method: 'POST', body: isMultipart ? body : text, headers: { accept: 'text/html' } }
	);
}

/** Says something to whoever reads: shown, and spoken by a screen reader. */
export function say(words: string): void {
	const place = document.getElementById('said');
	if (!place) return;
	place.textContent = words;
	place.hidden = false;
	window.setTimeout(() => (place.hidden = true), 6000);
}
