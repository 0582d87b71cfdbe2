// Works beside the pages: it shows what is pushed, and where there is no connection it gives the last Home and
// conversations that this browser kept (ui/scripts/kept.ts), or says that there is none. It answers for pages only.
const shell = 'okaeri-offline';
const kept = 'okaeri-kept';

/** Keeps the page that is shown without a connection, with its style sheets. */
async function keepShell() {
	const answer = await fetch('/offline', { credentials: 'same-origin' });
	if (!answer.ok) return;
	const page = await answer.clone().text();
	const sheets = [...page.matchAll(/<link[^>]+href="([^"]+\.css[^"]*)"/g)].map(([, href]) =>
		new URL(href.replaceAll('&amp;', '&'), new URL('/offline', location.origin)).href
	);
	const cache = await caches.open(shell);
	await cache.put('/offline', answer);
	await cache.addAll([...new Set([...sheets, '/lamp.svg'])]);
}

self.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

let isFresh = false;

async function page(request) {
	const { pathname } = new URL(request.url);
	try {
		const answer = await fetch(request);
		// Whoever is led to the sign-in page is not signed in any more: nothing of theirs stays here.
		if (new URL(answer.url || request.url).pathname === '/sign-in') await caches.delete(kept);
		if (!isFresh) {
			isFresh = true;
			keepShell().catch(() => (isFresh = false)); // the next page tries again
		}
		return answer;
	} catch (offline) {
		const last = await caches.match(pathname, { cacheName: kept });
		const none = last ?? (await caches.match('/offline', { cacheName: shell }));
		if (!none) throw offline;
		return none;
	}
}

const parts = /\.(css|svg|woff2)$/;

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const { pathname, origin } = new URL(request.url);
	if (request.method !== 'GET' || origin !== location.origin) return;
	if (request.mode === 'navigate') event.respondWith(page(request));
	else if (parts.test(pathname))
		event.respondWith(
			fetch(request).catch(async (offline) => {
				const last = await caches.match(request);
				if (!last) throw offline;
				return last;
			})
		);
});

// The number on the icon of the installed network. A browser that allows none says no: the push is shown all the same.
const setBadge = (count) => ('setAppBadge' in navigator ? navigator.setAppBadge(count).catch(() => {}) : undefined);

self.addEventListener('push', (event) => {
	const { title, body, path, tag, badge } = event.data.json();
	event.waitUntil(
		Promise.all([
			self.registration.showNotification(title, { body, tag, data: { path }, icon: '/lamp-192.png' }),
			setBadge(badge)
		])
	);
});
self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(
		self.clients.matchAll({ type: 'window' }).then((windows) => {
			const open = windows.find((one) => 'focus' in one);
			if (!open) return self.clients.openWindow(event.notification.data.path);
			return open.focus().then((focused) => focused.navigate(event.notification.data.path));
		})
	);
});
