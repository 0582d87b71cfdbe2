import * as m from '#locales/messages.ts';
import { Keeping } from '../keeping.ts';
import { Sending } from '../uploading.ts';
import type { Outbox, Parcel } from './outbox.ts';

const typingEvery = 4000;

/** The field at the foot of a conversation. What is sent leaves it at once; what is typed is kept as everywhere. */
export class Composer {
	readonly #form: HTMLFormElement;
	readonly #text: HTMLTextAreaElement;
	readonly #note: HTMLElement;
	readonly #keeping: Keeping;
	readonly #sending: Sending;
	#isComposing = false;
	#toldAt = -Infinity;

	constructor(form: HTMLFormElement, outbox: () => Outbox, toEnd: () => void) {
		this.#form = form;
		this.#text = form.querySelector('textarea')!;
		this.#note = form.querySelector('[data-note]')!;
		this.#keeping = new Keeping(
			form.dataset.chatForm!,
			Number(form.dataset.revision),
			this.#note,
			({ words }) => (this.#text.value = words)
		);
		this.#sending = new Sending(form, (words, isBad) => this.#say(words, isBad));
		this.#takeUp();
		form.addEventListener('compositionstart', () => (this.#isComposing = true));
		form.addEventListener('compositionend', () => (this.#isComposing = false));
		this.#text.addEventListener('input', () => this.#typed());
		this.#text.addEventListener('keydown', (event) => this.#key(event));
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#whenWhole(() => {
				const parcel = this.#take();
				if (!parcel) return;
				outbox().add(parcel);
				toEnd();
			});
		});
	}

	/** Puts back what was to be sent, before what has been written since. */
	edit({ words }: Parcel): void {
		this.#text.value = [words, this.#text.value].filter(Boolean).join('\n');
		this.#typed();
		this.#text.focus();
	}

	/** What was typed before this script arrived is newer than what this browser kept. */
	#takeUp(): void {
		const unsaved = this.#keeping.unsaved();
		if (this.#text.value !== this.#text.defaultValue) {
			this.#typed();
			if (unsaved && unsaved.words !== this.#text.value) this.#keeping.offer(unsaved);
		} else if (unsaved) this.#text.value = unsaved.words;
	}

	#typed(): void {
		if (!this.#note.querySelector('button')) this.#say('');
		this.#keeping.keep({ words: this.#text.value, html: '' });
		if (!this.#text.value.trim() || performance.now() - this.#toldAt < typingEvery) return;
		this.#toldAt = performance.now();
		// That someone types is worth no second try.
		void fetch(`${location.pathname}/typing`, { method: 'POST' }).catch(() => undefined);
	}

	/** An input method takes Enter for itself; Safari has ended the composition by then, and says so by 229. */
	#key(event: KeyboardEvent): void {
		if (event.key !== 'Enter' || event.isComposing || this.#isComposing || event.keyCode === 229) return;
		const isMeant = event.ctrlKey || event.metaKey;
		const isPlain = !isMeant && !event.shiftKey && !event.altKey;
		// A keyboard on the screen has no Shift+Enter.
		const sendsByEnter =
			this.#form.dataset.sendsBy === 'enter' && !matchMedia('(pointer: coarse)').matches;
		if (!isMeant && !(isPlain && sendsByEnter)) return;
		event.preventDefault();
		this.#form.requestSubmit();
	}

	/** Lets an input method finish its word, and pictures their way here, before the field is emptied. */
	#whenWhole(work: () => void): void {
		if (this.#isComposing) this.#text.blur();
		if (this.#sending.isBusy) this.#say(m.chat_uploading());
		if (!this.#isComposing && !this.#sending.isBusy) return work();
		window.setTimeout(() => this.#whenWhole(work), 100);
	}

	#take(): Parcel | undefined {
		const uploads = this.#sending.chosen();
		const words = this.#text.value.trim();
		if (!words && uploads.length === 0) return undefined;
		this.#text.value = '';
		this.#sending.clear();
		this.#keeping.keep({ words: '', html: '' });
		this.#toldAt = -Infinity;
		this.#say('');
		this.#text.focus();
		return { ticket: crypto.randomUUID(), words, uploads };
	}

	#say(words: string, isBad = false): void {
		this.#note.textContent = words;
		this.#note.classList.toggle('bad', isBad);
		this.#note.setAttribute('role', isBad ? 'alert' : 'status');
	}
}
