// A conversation. Without this script it is a page with a form; with it, what is sent stands there at once, what others
// write comes in, and a lost connection is said and made good.
import * as m from '#locales/messages.ts';
import { Composer } from './composer.ts';
import { Outbox } from './outbox.ts';
import { Thread } from './thread.ts';
import { showTyping } from './typing.ts';
import { fitWindow } from './window.ts';

const scroller = document.querySelector<HTMLElement>('[data-chat]');
if (scroller) begin(scroller);

function begin(scroller: HTMLElement): void {
	const { chat, me } = scroller.dataset;
	const thread = new Thread(scroller);
	let composer: Composer | undefined;
	// What is still to be sent is sent from here, also where one cannot write at the moment.
	const outbox = new Outbox(`/messages/${chat}?/write`, `${me}.${chat}`, (parcel) =>
		composer?.edit(parcel)
	);
	const dress = () => {
		const form = document.querySelector<HTMLFormElement>('form[data-chat-form]:not([data-dressed])');
		if (!form) return;
		form.dataset.dressed = '';
		composer = new Composer(
			form,
			() => outbox,
			() => thread.toEnd()
		);
	};
	dress();
	document.addEventListener('okaeri:replaced', dress);
	document.addEventListener('submit', ({ target }) =>
		(target as Element).closest('details')?.removeAttribute('open')
	);
	const typing = document.querySelector<HTMLElement>('[data-typing]');
	if (typing) showTyping(typing);
	sayConnection(() => void outbox.run());
	fitWindow(() => {
		if (thread.isAtEnd) thread.toEnd();
	});
}

const patience = 2000;

/** Says that the connection is lost, once it has been for a moment, and that it is back. */
function sayConnection(isBack: () => void): void {
	const place = document.querySelector<HTMLElement>('[data-lost]')!;
	let isSaid = false;
	let timer: number | undefined;
	const lost = () => {
		isSaid = true;
		place.textContent = m.chat_offline();
		place.hidden = false;
	};
	const back = () => {
		isBack();
		if (!isSaid) return;
		isSaid = false;
		place.textContent = m.chat_online();
		timer = window.setTimeout(() => (place.hidden = true), 3000);
	};
	document.addEventListener('okaeri:connection', (event) => {
		window.clearTimeout(timer);
		if ((event as CustomEvent<{ isThere: boolean }>).detail.isThere) back();
		else if (!isSaid) timer = window.setTimeout(lost, navigator.onLine ? patience : 0);
	});
	if (!navigator.onLine) lost();
}
