import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion';
import * as m from '#locales/messages.ts';

type Suggestion = { id: string; label: string; hint: string };
type Suggested = SuggestionProps<Suggestion>;

let last = 0;

/** Who may be meant by the letters after an @. An answer that comes after a later question is dropped. */
async function items({ query }: { query: string }): Promise<Suggestion[]> {
	const turn = ++last;
	if (!query) return [];
	const answer = await fetch(`/suggest?q=${encodeURIComponent(query)}`).catch(() => undefined); // no connection, no suggestions
	return answer?.ok && turn === last ? ((await answer.json()) as Suggestion[]) : [];
}

/** The list under the @. Arrow keys move through it; Enter, Tab or a press chooses. */
class SuggestionList {
	readonly #element = Object.assign(document.createElement('ul'), { className: 'suggestions' });
	#now: Suggested | undefined;
	#at = 0;

	constructor() {
		this.#element.setAttribute('role', 'listbox');
		this.#element.setAttribute('aria-label', m.editor_who());
	}

	open(suggested: Suggested): void {
		this.#at = 0;
		document.body.append(this.#element);
		this.draw(suggested);
	}

	close(): void {
		this.#element.remove();
	}

	draw(suggested: Suggested): void {
		this.#now = suggested;
		this.#at = Math.min(this.#at, Math.max(0, suggested.items.length - 1));
		this.#element.replaceChildren(
			...suggested.items.map((suggestion, index) => this.#row(suggestion, index))
		);
		this.#element.hidden = suggested.items.length === 0;
		const caret = suggested.clientRect?.();
		if (caret)
			Object.assign(this.#element.style, {
				left: `${Math.min(caret.left, innerWidth - 260) + scrollX}px`,
				top: `${caret.bottom + scrollY + 4}px`
			});
	}

	/** True if the key was for the list. */
	press(event: KeyboardEvent): boolean {
		const now = this.#now;
		if (!now || now.items.length === 0 || event.isComposing) return false;
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			const step = event.key === 'ArrowDown' ? 1 : now.items.length - 1;
			this.#at = (this.#at + step) % now.items.length;
			this.draw(now);
			return true;
		}
		if (event.key === 'Enter' || event.key === 'Tab') {
			this.#choose(this.#at);
			return true;
		}
		if (event.key === 'Escape') this.#element.hidden = true;
		return event.key === 'Escape';
	}

	#row(suggestion: Suggestion, index: number): HTMLElement {
		const row = document.createElement('li');
		row.setAttribute('role', 'option');
		row.setAttribute('aria-selected', String(index === this.#at));
		row.append(
			Object.assign(document.createElement('b'), { textContent: suggestion.label }),
			Object.assign(document.createElement('small'), { textContent: suggestion.hint })
		);
		row.addEventListener('mousedown', (event) => {
			event.preventDefault();
			this.#choose(index);
		});
		return row;
	}

	#choose(index: number): void {
		const chosen = this.#now?.items[index];
		if (chosen) this.#now!.command({ id: chosen.id, label: chosen.label } as Suggestion);
	}
}

export const suggestions: Partial<SuggestionOptions<Suggestion>> = {
	allowedPrefixes: null, // Japanese writes no blank before it
	items,
	render: () => {
		const list = new SuggestionList();
		return {
			onStart: (suggested) => list.open(suggested),
			onUpdate: (suggested) => list.draw(suggested),
			onKeyDown: ({ event }) => list.press(event),
			onExit: () => list.close()
		};
	}
};
