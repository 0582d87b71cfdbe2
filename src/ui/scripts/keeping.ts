import * as m from '#locales/messages.ts';

type Words = { words: string; html: string };

/** Keeps what is being written: in this browser with each letter, on the server when one pauses. */
export class Keeping {
	readonly #place: string;
	readonly #key: string;
	readonly #note: HTMLElement;
	readonly #show: (kept: Words) => void;
	#revision: number;
	#timer: number | undefined;
	#running: Promise<void> = Promise.resolve();
	#isElsewhere = false;

	constructor(place: string, revision: number, note: HTMLElement, show: (kept: Words) => void) {
		[this.#place, this.#revision, this.#note, this.#show] = [place, revision, note, show];
		this.#key = `okaeri.draft.${place}`;
	}

	/** What this browser still holds because the server never got it. */
	unsaved(): Words | undefined {
		const kept = localStorage.getItem(this.#key);
		return kept ? (JSON.parse(kept) as Words) : undefined;
	}

	keep(words: Words): void {
		localStorage.setItem(this.#key, JSON.stringify(words));
		if (this.#isElsewhere) return;
		window.clearTimeout(this.#timer);
		this.#timer = window.setTimeout(
			() => (this.#running = this.#running.then(() => this.#put(words))),
			700
		);
	}

	/** No more keeping while it is being sent; waits for what is under way. */
	async pause(): Promise<void> {
		window.clearTimeout(this.#timer);
		await this.#running;
	}

	forget(): void {
		this.#revision = 0;
		localStorage.removeItem(this.#key);
	}

	async #put(words: Words): Promise<void> {
		const answer = await fetch('/drafts', {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ place: this.#place, ...words, revision: this.#revision })
		}).catch(() => undefined);
		if (!answer)
			this.#say(m.draft_kept_here()); // no connection; this browser holds it
		else if (answer.status === 409)
			this.#elsewhere(words, (await answer.json()) as Words & { revision?: number });
		else if (answer.ok) {
			this.#revision = ((await answer.json()) as { revision: number }).revision;
			if (localStorage.getItem(this.#key) === JSON.stringify(words)) localStorage.removeItem(this.#key);
			if (words.words) this.#say(m.draft_kept());
		}
	}

	/** A question that waits for an answer is not talked over. */
	#say(words: string): void {
		if (!this.#note.querySelector('button')) this.#note.textContent = words;
	}

	/** Another tab has written on: which of the two shall it be? */
	#elsewhere(mine: Words, theirs: Words & { revision?: number }): void {
		this.#isElsewhere = true;
		this.#note.textContent = m.draft_elsewhere();
		const take = (kept: Words) => {
			this.#isElsewhere = false;
			this.#revision = theirs.revision ?? 0;
			this.#show(kept);
			this.keep(kept);
		};
		this.#choice(m.draft_take_mine(), () => take(mine));
		if (theirs.words) this.#choice(m.draft_take_theirs(), () => take(theirs));
	}

	/** Offers what this browser kept from another time, where someone has begun to write anew. */
	offer(kept: Words): void {
		this.#choice(m.draft_take_kept(), () => {
			this.#show(kept);
			this.keep(kept);
		});
	}

	#choice(label: string, choose: () => void): void {
		const button = Object.assign(document.createElement('button'), {
			type: 'button',
			className: 'button small',
			textContent: label
		});
		button.addEventListener('click', () => {
			this.#note.textContent = '';
			choose();
		});
		this.#note.append(' ', button);
	}
}
