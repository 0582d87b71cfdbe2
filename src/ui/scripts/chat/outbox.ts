import * as m from '#locales/messages.ts';
import { replaceParts } from '../parts.ts';

export type Parcel = {
	/** With the same ticket it is the same message, however often it is sent. */
	ticket: string;
	words: string;
	uploads: { id: string; name: string; isPicture: boolean; alt: string }[];
};
type State = 'sending' | 'waiting' | 'refused';

const patience = 20_000;
const waits = [3000, 5000, 10_000, 20_000, 30_000];

/**
 * What is on its way, in its order. It stands in the conversation at once, and in this browser until the server has it:
 * a page that is closed or a connection that is lost loses none of it, and sends none of it twice.
 */
export class Outbox {
	readonly #action: string;
	readonly #key: string;
	readonly #list: HTMLElement;
	readonly #edit: (parcel: Parcel) => void;
	#parcels: Parcel[] = [];
	readonly #refused = new Set<string>();
	readonly #rows = new Map<string, HTMLElement>();
	#isRunning = false;
	#fails = 0;
	#timer: number | undefined;

	constructor(action: string, key: string, edit: (parcel: Parcel) => void) {
		[this.#action, this.#key, this.#edit] = [action, `okaeri.outbox.${key}`, edit];
		this.#list = document.querySelector<HTMLElement>('[data-pending]')!;
		document.addEventListener('okaeri:replaced', () => this.#takeOutArrived());
		this.#parcels = JSON.parse(localStorage.getItem(this.#key) ?? '[]') as Parcel[];
		for (const parcel of this.#parcels) this.#show(parcel, 'sending');
		this.#takeOutArrived();
		void this.run();
	}

	add(parcel: Parcel): void {
		this.#parcels.push(parcel);
		this.#keep();
		this.#show(parcel, 'sending');
		void this.run();
	}

	/** Sends one after the other. Where the connection fails, all wait and are tried again; what was refused is passed over. */
	async run(): Promise<void> {
		window.clearTimeout(this.#timer);
		if (this.#isRunning) return;
		this.#isRunning = true;
		for (;;) {
			const parcel = this.#parcels.find(({ ticket }) => !this.#refused.has(ticket));
			if (!parcel) break;
			this.#show(parcel, 'sending');
			if (await this.#send(parcel)) continue;
			const after = waits[Math.min(this.#fails++, waits.length - 1)];
			this.#timer = window.setTimeout(() => void this.run(), after);
			break;
		}
		this.#isRunning = false;
	}

	/** Gives false where the server could not be reached. */
	async #send(parcel: Parcel): Promise<boolean> {
		const answer = await fetch(this.#action, {
			method: 'POST',
			body: bodyOf(parcel),
			headers: { accept: 'text/html' },
			signal: AbortSignal.timeout(patience)
		}).catch(() => undefined);
		// A connection can also end in the middle of the answer.
		const page = await answer?.text().catch(() => undefined);
		if (!answer || page === undefined || answer.status >= 500) {
			this.#show(parcel, 'waiting', m.chat_failed());
			return false;
		}
		this.#fails = 0;
		if (!answer.ok) this.#refuse(parcel, answer.status, page);
		else if (!this.#action.startsWith(new URL(answer.url).pathname)) location.assign(answer.url);
		else {
			this.#drop(parcel.ticket);
			replaceParts(page, ['thread', 'conversations', 'waiting']);
		}
		return true;
	}

	#refuse(parcel: Parcel, status: number, page: string): void {
		const why = new DOMParser()
			.parseFromString(page, 'text/html')
			.querySelector('[data-chat-form] .problem, [role=alert]')
			?.textContent?.trim();
		this.#refused.add(parcel.ticket);
		this.#show(parcel, 'refused', why || (status === 413 ? m.too_large_short() : m.chat_failed()));
	}

	#again(parcel: Parcel): void {
		this.#refused.delete(parcel.ticket);
		void this.run();
	}

	#takeOutArrived(): void {
		for (const { ticket } of this.#parcels)
			if (document.querySelector(`#thread [data-ticket="${ticket}"]`)) this.#drop(ticket);
	}

	#drop(ticket: string): void {
		this.#parcels = this.#parcels.filter((parcel) => parcel.ticket !== ticket);
		this.#rows.get(ticket)?.remove();
		this.#rows.delete(ticket);
		this.#keep();
	}

	#keep(): void {
		if (this.#parcels.length === 0) localStorage.removeItem(this.#key);
		else localStorage.setItem(this.#key, JSON.stringify(this.#parcels));
	}

	#show(parcel: Parcel, state: State, words: string = m.chat_sending()): void {
		const row = this.#rows.get(parcel.ticket) ?? this.#begin(parcel);
		row.classList.toggle('failed', state !== 'sending');
		row.querySelector('[data-state]')!.textContent = words;
		row.querySelector<HTMLElement>('[data-choices]')!.hidden = state === 'sending';
	}

	#begin(parcel: Parcel): HTMLElement {
		const template = document.querySelector<HTMLTemplateElement>('[data-pending-message]')!;
		const row = (template.content.cloneNode(true) as DocumentFragment).querySelector('li')!;
		row.querySelector('[data-words]')!.textContent = parcel.words;
		row.querySelector('[data-with]')!.append(...parcel.uploads.map(shownUpload));
		row.querySelector('[data-again]')!.addEventListener('click', () => this.#again(parcel));
		row.querySelector('[data-edit]')!.addEventListener('click', () => {
			this.#drop(parcel.ticket);
			this.#edit(parcel);
		});
		this.#rows.set(parcel.ticket, row);
		this.#list.append(row);
		return row;
	}
}

function bodyOf({ ticket, words, uploads }: Parcel): FormData {
	const body = new FormData();
	body.set('ticket', ticket);
	body.set('words', words);
	for (const { id, alt } of uploads) {
		body.append('uploads', id);
		if (alt) body.set(`alt-${id}`, alt);
	}
	return body;
}

function shownUpload({ id, name, alt, isPicture }: Parcel['uploads'][number]): HTMLElement {
	if (!isPicture) return Object.assign(document.createElement('span'), { textContent: name });
	return Object.assign(document.createElement('img'), {
		src: `/uploads/${id}/thumb`,
		alt: alt || name,
		width: 96,
		height: 96
	});
}
