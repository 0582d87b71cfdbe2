// What every member page gains with JavaScript. Forms that change a part of the page do so without loading it anew, and
// what others do shows up by itself.
import * as m from '#locales/messages.ts';
import './badge.ts';
import { startJump } from './jump.ts';
import './kept.ts';
import './menus.ts';
import './once.ts';
import './pictures.ts';
import './reactions.ts';
import { isWrittenIn, replaceParts, say, sendForm } from './parts.ts';

document.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	const parts = (event.submitter?.dataset.parts ?? form.dataset.parts)?.split(' ');
	if (!parts || form.dataset.compose !== undefined) return;
	event.preventDefault();
	void change(form, event.submitter, parts);
});

async function change(form: HTMLFormElement, submitter: HTMLElement | null, parts: string[]): Promise<void> {
	form.setAttribute('aria-busy', 'true');
	try {
		const answer = await sendForm(form, submitter);
		if (answer.status === 413) return say(m.too_large_short());
		if (!replaceParts(await answer.text(), parts, form)) location.assign(answer.url);
	} catch {
		say(m.offline_try_again()); // no connection; the form stands as it was
	} finally {
		form.removeAttribute('aria-busy');
	}
}

// A file that is too large is refused before it is sent: the answer to the form would be without what was written in it.
document.addEventListener('change', (event) => {
	const input = event.target as HTMLInputElement;
	const most = Number(input.dataset.most);
	if (!most) return;
	const isTooLarge = [...(input.files ?? [])].some((file) => file.size > most);
	input.setCustomValidity(isTooLarge ? m.too_large_short() : '');
	input.reportValidity();
});

// News. Only while the page is in view; coming back to it looks whether something was missed.
let source: EventSource | undefined;
let asked: number | undefined;
let hidden: number | undefined;
let again: number | undefined;
let isThere = true;

function topics(): string[] {
	const heard = [...document.querySelectorAll<HTMLElement>('[data-live], [data-hear]')];
	const all = heard.map(({ dataset }) => dataset.hear ?? dataset.live!);
	return [...new Set(all)].filter((topic) => topic !== 'me');
}

const tell = (name: string, detail: object) => document.dispatchEvent(new CustomEvent(name, { detail }));

function hear(): void {
	if (source) return;
	const query = new URLSearchParams(topics().map((topic) => ['topic', topic]));
	const mine = (source = new EventSource(`/live?${query}`));
	source.addEventListener('open', () => connected(true));
	source.addEventListener('error', () => {
		connected(false);
		if (mine.readyState !== EventSource.CLOSED || source !== mine) return;
		// It tries again by itself only where there was no answer at all; this was a wrong one.
		source = undefined;
		window.clearTimeout(again);
		again = window.setTimeout(hear, 5000);
	});
	source.addEventListener('message', ({ data }: MessageEvent<string>) => {
		const news = JSON.parse(data) as { topic: string; mine: boolean };
		const isMe = news.topic.startsWith('person:');
		tell('okaeri:news', news);
		for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
			if (part.dataset.live !== (isMe ? 'me' : news.topic)) continue;
			if (part.dataset.announce !== undefined) part.hidden = news.mine && part.hidden;
			else refresh();
		}
		if (isMe) refresh();
	});
}

/** What was said while the connection was lost is looked for once it is back. */
function connected(isThereNow: boolean): void {
	if (isThereNow && !isThere) refresh();
	isThere = isThereNow;
	tell('okaeri:connection', { isThere });
}

function refresh(): void {
	window.clearTimeout(asked);
	asked = window.setTimeout(() => void look(), 150);
}

/** A page that nobody sees waits until it is seen: to look is to read. */
let isMissed = false;

async function look(): Promise<void> {
	isMissed = document.hidden;
	if (isMissed) return;
	// Without a connection the page stays as it is, and the next news tries again.
	const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
	if (!answer?.ok) return;
	const parts = [...document.querySelectorAll<HTMLElement>('[data-live]:not([data-announce])')];
	const still = parts.filter((part) => !isWrittenIn(part));
	// A part in which someone writes waits until they leave it.
	if (still.length < parts.length) document.addEventListener('focusout', refresh, { once: true });
	replaceParts(await answer.text(), [...still.map((part) => part.id), 'waiting', 'waiting-tab']);
}

document.addEventListener('visibilitychange', () => {
	window.clearTimeout(hidden);
	if (document.visibilityState === 'visible') {
		if (!source || isMissed) refresh();
		hear();
	} else
		hidden = window.setTimeout(() => {
			source?.close();
			source = undefined;
		}, 30_000);
});
window.addEventListener('pagehide', () => {
	source?.close();
	source = undefined;
});
window.addEventListener('pageshow', ({ persisted }) => {
	if (!persisted) return;
	refresh();
	hear();
});
window.addEventListener('offline', () => connected(false));
window.addEventListener('online', () => {
	source?.close();
	source = undefined;
	hear();
});
if (document.visibilityState === 'visible') hear();

const box = document.querySelector<HTMLElement>('[data-jump]');
if (box) startJump(box);
