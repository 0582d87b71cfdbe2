// Without a connection, the last Home and conversations can still be read. Only what a page marks by `data-keep` is kept,
// without what is marked `data-unkept` in it (reasons, standings, matches, what one wrote to the desk), without forms and
// without pictures. It goes when someone signs out, or is not signed in any more (static/page-worker.js).
import * as m from '#locales/messages.ts';

const cacheName = 'okaeri-kept';
const pagesAtMost = 20;
const keptPages = /^\/(home|messages(\/[0-9a-f-]{36})?)$/;
const left = 'form, script, template, details, button, input, iframe, img, [data-unkept], [hidden]';

// Words that the server has not got yet go with whoever signs out: the next person may write at the same place.
document.addEventListener('submit', ({ target }) => {
	if ((target as HTMLFormElement).getAttribute('action') !== '/sign-out') return;
	const kept = Object.keys(localStorage).filter((key) => key.startsWith('okaeri.'));
	for (const key of kept) localStorage.removeItem(key);
});

if ('serviceWorker' in navigator && 'caches' in window) {
	void navigator.serviceWorker.register('/page-worker.js');
	document.addEventListener('submit', ({ target }) => {
		if ((target as HTMLFormElement).getAttribute('action') === '/sign-out') void caches.delete(cacheName);
	});
	document.addEventListener('okaeri:replaced', () => void keep());
	void keep();
}

async function keep(): Promise<void> {
	const parts = [...document.querySelectorAll<HTMLElement>('[data-keep]')];
	if (!keptPages.test(location.pathname) || location.search || parts.length === 0) return;
	const cache = await caches.open(cacheName);
	await cache.put(location.pathname, new Response(pageOf(parts), { headers }));
	const all = await cache.keys();
	for (const old of all.slice(0, Math.max(0, all.length - pagesAtMost))) await cache.delete(old);
	await keepSheets();
}

const headers = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'"
};

const sheets = () =>
	[...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(({ href }) => href);

async function keepSheets(): Promise<void> {
	const cache = await caches.open(cacheName);
	for (const href of sheets()) if (!(await cache.match(href))) await cache.add(href);
}

/** A page of its own that holds these parts as they are now. */
function pageOf(parts: readonly HTMLElement[]): string {
	const page = document.implementation.createHTMLDocument(document.title);
	page.documentElement.lang = document.documentElement.lang;
	const add = (name: string, values: Record<string, string>, to: Element) => {
		const made = page.createElement(name);
		for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
		return to.appendChild(made);
	};
	add('meta', { charset: 'utf-8' }, page.head);
	add('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }, page.head);
	add('meta', { name: 'color-scheme', content: 'light dark' }, page.head);
	for (const href of sheets()) add('link', { rel: 'stylesheet', href }, page.head);
	const main = add('main', { class: 'stack loose kept' }, page.body);
	const at = new Intl.DateTimeFormat(page.documentElement.lang, {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: document.documentElement.dataset.timeZone
	}).format(new Date());
	add('p', { class: 'notice', role: 'status' }, main).textContent = m.offline_as_of({ at });
	add('h1', {}, main).textContent = document.querySelector('h1')?.textContent ?? document.title;
	for (const part of parts) {
		const copy = page.importNode(part, true);
		for (const one of copy.querySelectorAll(left)) one.remove();
		main.append(copy);
	}
	const again = add('p', {}, main);
	add('a', { class: 'button', href: location.pathname }, again).textContent = m.offline_again();
	return `<!doctype html>${page.documentElement.outerHTML}`;
}
