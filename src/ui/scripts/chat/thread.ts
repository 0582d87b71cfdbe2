import * as m from '#locales/messages.ts';
import { addBefore, join, keepLine, messagesIn } from './lists.ts';

const nearEnd = 80;

/** The messages that are shown: what is new comes in at the foot, what is older when one scrolls up to it. */
export class Thread {
	readonly #scroller: HTMLElement;
	readonly #latest: HTMLButtonElement | null;
	/** How many came in while the reader was further up. */
	#unseen = 0;
	/** True once the page was out of sight, until something comes in. */
	#wasAway = false;
	#isFetching = false;

	constructor(scroller: HTMLElement) {
		this.#scroller = scroller;
		this.#latest = document.querySelector<HTMLButtonElement>('[data-latest]');
		document.addEventListener('okaeri:merge', (event) => {
			event.preventDefault();
			this.#merge(event.target as Element, (event as CustomEvent<Element>).detail);
		});
		document.addEventListener('visibilitychange', () => (this.#wasAway ||= document.hidden));
		scroller.addEventListener('scroll', () => this.#offerLatest(), { passive: true });
		this.#latest?.addEventListener('click', () => this.toEnd());
		this.#watchEarlier();
		this.#toLine();
	}

	/** Column-reverse: what is at the foot is at 0, and what is above it below 0. */
	get isAtEnd(): boolean {
		return this.#scroller.scrollTop > -nearEnd;
	}

	toEnd(): void {
		this.#scroller.scrollTop = 0;
		this.#offerLatest();
	}

	/** Begins to read where one had stopped, if that is further up. */
	#toLine(): void {
		const line = this.#scroller.querySelector('[data-fresh]');
		if (line && line.getBoundingClientRect().top < this.#scroller.getBoundingClientRect().top)
			line.scrollIntoView({ block: 'start' });
	}

	#merge(shown: Element, fresh: Element): void {
		const lists = [shown, fresh].map((part) => part.querySelector('[data-messages]'));
		const [old, list] = lists;
		if (!old || !list) return;
		const known = new Set(messagesIn(old).map(({ id }) => id));
		const [isAtEnd, height] = [this.isAtEnd, this.#scroller.scrollHeight];
		if (!this.#wasAway) keepLine(old, list);
		this.#wasAway = document.hidden;
		const others = messagesIn(list).filter(
			({ id, classList }) => !known.has(id) && !classList.contains('own')
		);
		if (!join(old, list)) return location.reload();
		shown.replaceChildren(...fresh.childNodes);
		if (isAtEnd) this.toEnd();
		else {
			this.#scroller.scrollTop -= this.#scroller.scrollHeight - height;
			this.#unseen += others.length;
			this.#offerLatest();
		}
		if (others.length > 0) document.dispatchEvent(new CustomEvent('okaeri:said'));
	}

	#offerLatest(): void {
		if (!this.#latest) return;
		if (this.isAtEnd) this.#unseen = 0;
		this.#latest.hidden = this.isAtEnd;
		this.#latest.textContent =
			this.#unseen > 0 ? m.chat_latest_new({ count: this.#unseen }) : m.chat_latest();
	}

	#watchEarlier(): void {
		const place = this.#scroller.querySelector<HTMLElement>('[data-earlier]');
		if (!place) return;
		place.addEventListener('click', (event) => {
			event.preventDefault();
			void this.#fetchEarlier(place);
		});
		const seen = new IntersectionObserver(
			([entry]) => {
				if (!entry?.isIntersecting || this.#isFetching) return;
				seen.disconnect();
				void this.#fetchEarlier(place);
			},
			{ root: this.#scroller, rootMargin: '400px 0px 0px' }
		);
		seen.observe(place);
	}

	/** Without a connection the link stays, and can be pressed again. */
	async #fetchEarlier(place: HTMLElement): Promise<void> {
		if (this.#isFetching) return;
		this.#isFetching = true;
		place.setAttribute('aria-busy', 'true');
		const answer = await fetch(place.querySelector('a')!.href, {
			headers: { accept: 'text/html' }
		}).catch(() => undefined);
		this.#isFetching = false;
		place.removeAttribute('aria-busy');
		if (!answer?.ok) return;
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const older = page.querySelector('[data-messages]');
		const list = this.#scroller.querySelector('#thread [data-messages]');
		if (!older || !list) return;
		addBefore([...older.children] as HTMLElement[], list);
		const next = page.querySelector<HTMLElement>('[data-earlier]');
		if (next) place.replaceWith(next);
		else place.remove();
		this.#watchEarlier();
	}
}
