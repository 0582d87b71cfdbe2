import * as m from '#locales/messages.ts';
import { arrivedEditor, fetchEditor, fetchEditorWhenIdle } from './arriving.ts';
import type { Editing } from './editor.ts';
import { Keeping } from './keeping.ts';
import { replaceParts, sendForm } from './parts.ts';
import { Sending } from './uploading.ts';

/** Gives a form the drafts, the uploads, the sending in place and the editor. */
export function dressUp(form: HTMLFormElement): Compose {
	return new Compose(form);
}

class Compose {
	readonly #form: HTMLFormElement;
	readonly #text: HTMLTextAreaElement;
	readonly #html: HTMLInputElement | null;
	readonly #note: HTMLElement;
	readonly #keeping: Keeping;
	readonly #sending: Sending;
	#editor: Editing | undefined;
	/** True once someone has written in the plain field: from then on it stays until what is in it was sent. */
	#isTyped: boolean;
	#isComposing = false;

	constructor(form: HTMLFormElement) {
		this.#form = form;
		this.#text = form.querySelector('textarea')!;
		this.#html = form.querySelector('input[name=html]');
		this.#note = form.querySelector('[data-note]')!;
		this.#keeping = new Keeping(
			form.dataset.compose!,
			Number(form.dataset.revision),
			this.#note,
			(kept) => this.#show(kept)
		);
		this.#sending = new Sending(form, (words) => this.#say(words));
		// What was typed before this script arrived, or what the browser put back, is newer than any draft.
		this.#isTyped = this.#text.value !== this.#text.defaultValue;
		this.#begin();
		this.#text.addEventListener('input', () => this.#typed());
		form.addEventListener('compositionstart', () => (this.#isComposing = true));
		form.addEventListener('compositionend', () => (this.#isComposing = false));
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			void this.#send(event.submitter);
		});
		form.addEventListener('keydown', (event) => {
			if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing)
				form.requestSubmit();
		});
		if (!this.#html) return;
		this.#text.addEventListener('focus', () => this.#edit());
		for (const label of this.#text.labels) label.addEventListener('click', () => this.#editor?.focus());
		fetchEditorWhenIdle();
	}

	#begin(): void {
		const unsaved = this.#keeping.unsaved();
		if (this.#isTyped) {
			this.#typed();
			if (unsaved && unsaved.words !== this.#text.value) this.#keeping.offer(unsaved);
		} else if (unsaved && unsaved.words !== this.#text.value) this.#show(unsaved);
		else if (this.#html) this.#html.value = this.#form.dataset.html ?? ''; // sent untouched, it stays as it was written
	}

	/** Plain words have taken the place of whatever form the text had before. */
	#typed(): void {
		this.#isTyped = true;
		this.#form.dataset.html = '';
		if (this.#html) this.#html.value = '';
		this.#keep();
	}

	/**
	 * Puts the editor in the place of the plain field, at the moment when that is entered and before a key can be
	 * pressed in it. An editor that arrives later waits: to change the field under someone who writes, or whose input
	 * method holds half a word, loses letters or doubles them.
	 */
	#edit(): void {
		if (this.#editor || (this.#isTyped && this.#text.value)) return;
		const editor = arrivedEditor();
		const place = this.#form.querySelector<HTMLElement>('[data-editor]');
		if (!editor) void fetchEditor();
		if (!editor || !place) return;
		this.#editor = editor.edit(
			place,
			{
				words: this.#text.value,
				html: this.#form.dataset.html ?? '',
				label: this.#text.getAttribute('aria-label') ?? this.#text.labels[0]?.textContent ?? '',
				placeholder: this.#text.placeholder
			},
			({ words, html }) => {
				this.#text.value = words;
				this.#html!.value = html;
				this.#keep();
			}
		);
		this.#editor.focus();
		this.#text.hidden = true;
		this.#form.dataset.html = '';
	}

	#show(kept: { words: string; html: string }): void {
		this.#text.value = kept.words;
		if (this.#editor) return this.#editor.set(kept);
		this.#isTyped = false;
		this.#form.dataset.html = kept.html;
		if (this.#html) this.#html.value = kept.html;
	}

	#keep(): void {
		if (!this.#note.querySelector('button')) this.#say('');
		this.#keeping.keep({ words: this.#text.value, html: this.#html?.value ?? '' });
	}

	#say(words: string, isBad = false): void {
		this.#note.textContent = words;
		this.#note.classList.toggle('bad', isBad);
		if (isBad) this.#note.setAttribute('role', 'alert');
		else this.#note.setAttribute('role', 'status');
	}

	async #send(submitter: HTMLElement | null): Promise<void> {
		if (this.#form.getAttribute('aria-busy')) return;
		this.#form.setAttribute('aria-busy', 'true');
		try {
			await this.#keeping.pause();
			if (!(await this.#uploadsArrive())) return;
			const words = this.#text.value;
			const answer = await sendForm(this.#form, submitter);
			const page = await answer.text();
			if (answer.ok) return this.#sent(answer.url, page, words);
			const problem = new DOMParser()
				.parseFromString(page, 'text/html')
				.querySelector('form[data-compose] .problem, [role=alert]')?.textContent;
			this.#say(problem?.trim() || (answer.status === 413 ? m.too_large_short() : m.not_sent()), true);
		} catch {
			// The words stay here and are kept. The form's ticket makes sure that trying again sends them only once.
			this.#say(m.offline_kept(), true);
		} finally {
			this.#form.removeAttribute('aria-busy');
		}
	}

	/** Lets pictures and files arrive before what they belong to is sent. Gives false where one did not. */
	async #uploadsArrive(): Promise<boolean> {
		if (!this.#sending.isBusy) return true;
		this.#say(m.compose_uploading());
		const haveArrived = await this.#sending.allArrive();
		await this.#keeping.pause(); // someone may have written on meanwhile
		return haveArrived;
	}

	#sent(url: string, page: string, words: string): void {
		this.#keeping.forget();
		this.#whenWhole(() => this.#takeAway(words));
		const parts = this.#form.dataset.parts?.split(' ');
		if (!parts) return location.assign(url);
		this.#sending.clear();
		this.#form.querySelector<HTMLInputElement>('input[name=ticket]')!.value = crypto.randomUUID();
		for (const more of this.#form.querySelectorAll('details[open]')) more.removeAttribute('open');
		this.#say(m.sent());
		if (!replaceParts(page, parts)) location.assign(url);
	}

	/** Does something to the field, but not while an input method holds half a word in it. */
	#whenWhole(work: () => void): void {
		if (!this.#isComposing) return work();
		// An editor takes a moment to see what an input method has left.
		const later = () => window.setTimeout(() => this.#whenWhole(work), 100);
		this.#form.addEventListener('compositionend', later, { once: true });
	}

	/** Takes what was sent out of the field. What was written while it was being sent stays. */
	#takeAway(sent: string): void {
		const now = this.#text.value;
		const rest = now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;
		if (!rest) this.#form.reset();
		this.#text.value = rest;
		if (this.#html) this.#html.value = '';
		this.#editor?.set({ words: rest, html: '' });
		this.#isTyped = !this.#editor && rest !== '';
		if (rest) this.#keep();
	}
}
