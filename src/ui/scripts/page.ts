// What every member page gains with JavaScript. Forms that change a part of the page do so without loading it anew, and
// what others do shows up by itself.
import * as m from '#locales/messages.ts';
import { startJump } from './jump.ts';
import './kept.ts';
import './menus.ts';
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

function topics(): string[] {
	return [
		...new Set(
			[...document.querySelectorAll<HTMLElement>('[data-live]')].map((part) => part.dataset.live!)
		)
	].filter((topic) => topic !== 'me');
}

function hear(): void {
	if (source) return;
	const query = new URLSearchParams(topics().map((topic) => ['topic', topic]));
	source = new EventSource(`/live?${query}`);
	source.addEventListener('message', ({ data }: MessageEvent<string>) => {
		const { topic, mine } = JSON.parse(data) as { topic: string; mine: boolean };
		const isMe = topic.startsWith('person:');
		for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
			if (part.dataset.live !== (isMe ? 'me' : topic)) continue;
			if (part.dataset.announce !== undefined) part.hidden = mine && part.hidden;
			else refresh();
		}
		if (isMe) refresh();
	});
}

function refresh(): void {
	window.clearTimeout(asked);
	asked = window.setTimeout(() => void look(), 150);
}

async function look(): Promise<void> {
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
		if (!source) refresh();
		hear();
	} else
		hidden = window.setTimeout(() => {
			source?.close();
			source = undefined;
		}, 30_000);
});
window.addEventListener('pagehide', () => source?.close());
if (document.visibilityState === 'visible') hear();

// A conversation stands at its end.
const toEnd = () => document.querySelector('[data-at-end]')?.scrollIntoView({ block: 'end' });
document.addEventListener('okaeri:replaced', toEnd);
toEnd();

const box = document.querySelector<HTMLElement>('[data-jump]');
if (box) startJump(box);
