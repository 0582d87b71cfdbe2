/**
 * Replaces parts of this page, named by their ids, with those of a page that the server has just made. Forms in them in
 * which something is written stay as they are, but for the one that was sent.
 * Gives false if one of the parts is missing there.
 */
export function replaceParts(html: string, ids: readonly string[], sent?: HTMLFormElement): boolean {
	const next = new DOMParser().parseFromString(html, 'text/html');
	let isWhole = true;
	for (const id of ids) {
		const [old, fresh] = [document.getElementById(id), next.getElementById(id)];
		if (!old) continue;
		if (!fresh) {
			isWhole = false;
			continue;
		}
		// A conversation takes in what is new, and keeps what it has beside it.
		if ('merge' in old.dataset && !tell(old, 'okaeri:merge', fresh)) {
			tell(old, 'okaeri:replaced');
			continue;
		}
		const focused = old.contains(document.activeElement)
			? pathTo(old, document.activeElement!)
			: undefined;
		const open = [...old.querySelectorAll('details[open][id]')].map((one) => one.id);
		keepForms(old, fresh, sent);
		old.replaceWith(fresh);
		for (const one of open) document.getElementById(one)?.setAttribute('open', '');
		if (focused) follow(fresh, focused)?.focus({ preventScroll: true });
		tell(fresh, 'okaeri:replaced');
	}
	return isWhole;
}

/** Gives false where a script has taken over what was to be done. */
function tell(part: Element, name: string, detail?: Element): boolean {
	return part.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));
}

type TextField = HTMLInputElement | HTMLTextAreaElement;
const textFields = 'textarea, input:is(:not([type]), [type=text], [type=email], [type=url], [type=search])';

/** Takes over into a fresh part the forms in which someone has written what the server does not know yet. */
function keepForms(old: Element, fresh: Element, sent: HTMLFormElement | undefined): void {
	for (const form of old.querySelectorAll('form')) {
		if (form === sent) continue;
		const written = [...form.querySelectorAll<TextField>(textFields)].find(
			(field) => field.name && field.value !== field.defaultValue
		);
		if (!written) continue;
		const place = form.dataset.compose
			? fresh.querySelector(`form[data-compose="${CSS.escape(form.dataset.compose)}"]`)
			: fresh.querySelector<TextField>(`[name="${CSS.escape(written.name)}"]`)?.form;
		if (place?.getAttribute('action') === form.getAttribute('action')) place?.replaceWith(form);
	}
}

/** Whether someone stands in a field of this part, in which they may be writing. */
export function isWrittenIn(part: Element): boolean {
	const here = document.activeElement;
	return part.contains(here) && here?.matches(`${textFields}, [contenteditable]`) === true;
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
	const place = document.getElementById('page-said');
	if (!place) return;
	place.textContent = words;
	place.hidden = false;
	window.setTimeout(() => (place.hidden = true), 6000);
}
