import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion';
import * as m from '#locales/messages.ts';

type Suggestion = { id: string; label: string; hint: string };

let last = 0;

/** Who may be meant, asked as one types after an @. An answer that comes too late is left. */
async function items({ query }: { query: string }): Promise<Suggestion[]> {
	const turn = ++last;
	if (!query) return [];
	const answer = await fetch(`/suggest?q=${encodeURIComponent(query)}`).catch(() => undefined); // no connection, no suggestions
	return answer?.ok && turn === last ? ((await answer.json()) as Suggestion[]) : [];
}

/** The list under the @, moved through by arrow keys, chosen by Enter, Tab or a press. */
export const suggestions: Partial<SuggestionOptions<Suggestion>> = {
	allowedPrefixes: null, // Japanese writes no blank before it
	items,
	render: () => {
		const list = Object.assign(document.createElement('ul'), { className: 'suggestions' });
		list.setAttribute('role', 'listbox');
		list.setAttribute('aria-label', m.editor_who());
		let now: SuggestionProps<Suggestion> | undefined;
		let at = 0;
		const choose = (index: number) => {
			const one = now?.items[index];
			if (one) now!.command({ id: one.id, label: one.label } as Suggestion);
		};
		const draw = (props: SuggestionProps<Suggestion>) => {
			now = props;
			at = Math.min(at, Math.max(0, props.items.length - 1));
			list.replaceChildren(
				...props.items.map((one, index) => {
					const row = document.createElement('li');
					row.setAttribute('role', 'option');
					row.setAttribute('aria-selected', String(index === at));
					row.append(
						Object.assign(document.createElement('b'), { textContent: one.label }),
						Object.assign(document.createElement('small'), { textContent: one.hint })
					);
					row.addEventListener('mousedown', (event) => {
						event.preventDefault();
						choose(index);
					});
					return row;
				})
			);
			list.hidden = props.items.length === 0;
			const caret = props.clientRect?.();
			if (caret)
				Object.assign(list.style, {
					left: `${Math.min(caret.left, innerWidth - 260) + scrollX}px`,
					top: `${caret.bottom + scrollY + 4}px`
				});
		};
		return {
			onStart: (props) => {
				at = 0;
				document.body.append(list);
				draw(props);
			},
			onUpdate: draw,
			onKeyDown: ({ event }) => {
				if (!now || now.items.length === 0 || event.isComposing) return false;
				if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
					at = (at + (event.key === 'ArrowDown' ? 1 : now.items.length - 1)) % now.items.length;
					draw(now);
					return true;
				}
				if (event.key === 'Enter' || event.key === 'Tab') {
					choose(at);
					return true;
				}
				if (event.key === 'Escape') list.hidden = true;
				return event.key === 'Escape';
			},
			onExit: () => list.remove()
		};
	}
};
