// Being told by push on this device: offered where the browser can, asked for only when the button is pressed.
import * as m from '#locales/messages.ts';

const part = document.querySelector<HTMLElement>('[data-push]')!;
const [on, off, note] = ['on', 'off', 'note'].map((name) =>
	part.querySelector<HTMLElement>(`[data-push-${name}]`)!
) as [HTMLElement, HTMLElement, HTMLElement];

async function show(): Promise<void> {
	const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
	on.hidden = Boolean(subscription);
	off.hidden = !subscription;
}

const send = (method: string, body: unknown) =>
	fetch('/push', { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function turnOn(): Promise<void> {
	const permission = await Notification.requestPermission();
	if (permission !== 'granted') {
		note.textContent = m.push_denied();
		return;
	}
	const { publicKey } = (await (await fetch('/push')).json()) as { publicKey: string };
	const { pushManager } = await navigator.serviceWorker.ready;
	const subscription = await pushManager
		.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
		.catch(() => undefined);
	const answer = subscription && (await send('POST', subscription.toJSON()));
	note.textContent = answer?.ok ? m.push_is_on() : m.push_failed();
	await show();
}

async function turnOff(): Promise<void> {
	const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
	if (subscription) {
		await send('DELETE', { endpoint: subscription.endpoint });
		await subscription.unsubscribe();
	}
	note.textContent = m.push_is_off();
	await show();
}

if ('serviceWorker' in navigator && 'PushManager' in window) {
	part.hidden = false;
	void navigator.serviceWorker.register('/page-worker.js').then(show);
	on.addEventListener('click', () => void turnOn());
	off.addEventListener('click', () => void turnOff());
}
