import * as m from '#locales/messages.ts';
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
	#isLoading = false;

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
		const unsaved = this.#keeping.unsaved();
		if (unsaved && unsaved.words !== this.#text.value) this.#show(unsaved);
		this.#text.addEventListener('input', () => this.#keep());
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			void this.#send(event.submitter);
		});
		form.addEventListener('keydown', (event) => {
			if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
		});
		if (this.#html) this.#text.addEventListener('focus', () => void this.#edit());
	}

	/** Brings the editor in, with what stands in the plain field; without it the plain field goes on working. */
	async #edit(): Promise<void> {
		if (this.#editor || this.#isLoading) return;
		this.#isLoading = true;
		const editor = await import('./editor.ts').catch(() => undefined); // no connection: plain words will do
		this.#isLoading = false;
		const place = this.#form.querySelector<HTMLElement>('[data-editor]');
		if (!editor || !place) return;
		const hadFocus = document.activeElement === this.#text;
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
		this.#text.hidden = true;
		this.#form.dataset.html = '';
		if (hadFocus) this.#editor.focus();
	}

	#show(kept: { words: string; html: string }): void {
		this.#text.value = kept.words;
		if (this.#editor) this.#editor.set(kept);
		else this.#form.dataset.html = kept.html;
	}

	#keep(): void {
		this.#say('');
		this.#keeping.keep({ words: this.#text.value, html: this.#html?.value ?? '' });
	}

	#say(words: string, isBad = false): void {
		this.#note.textContent = words;
		this.#note.classList.toggle('bad', isBad);
		if (isBad) this.#note.setAttribute('role', 'alert');
		else this.#note.setAttribute('role', 'status');
	}

	async #send(submitter: HTMLElement | null): Promise<void> {
		if (this.#form.getAttribute('aria-busy') || this.#sending.isBusy) return;
		this.#form.setAttribute('aria-busy', 'true');
		await this.#keeping.pause();
		try {
			const answer = await sendForm(this.#form, submitter);
			const page = await answer.text();
			if (answer.ok) return this.#sent(answer.url, page);
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

	#sent(url: string, page: string): void {
		this.#keeping.forget();
		const parts = this.#form.dataset.parts?.split(' ');
		if (!parts) return location.assign(url);
		this.#form.reset();
		this.#text.value = '';
		this.#editor?.set({ words: '', html: '' });
		if (this.#html) this.#html.value = '';
		this.#sending.clear();
		this.#form.querySelector<HTMLInputElement>('input[name=ticket]')!.value = crypto.randomUUID();
		for (const more of this.#form.querySelectorAll('details[open]')) more.removeAttribute('open');
		this.#say(m.sent());
		if (!replaceParts(page, parts)) location.assign(url);
	}
}
