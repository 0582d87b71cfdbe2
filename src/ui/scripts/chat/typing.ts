import * as m from '#locales/messages.ts';

const shownFor = 6000;
type News = { topic: string; mine: boolean; by?: string };

/** Shows who is typing, for a few seconds after each time that one hears of it. */
export function showTyping(place: HTMLElement): void {
	const names = JSON.parse(place.dataset.names ?? '{}') as Record<string, string>;
	const typing = new Map<string, number>();
	const show = () => {
		const now = [...typing.keys()].map((by) => names[by]!);
		const list = new Intl.ListFormat(document.documentElement.lang, {
			style: document.documentElement.lang === 'ja' ? 'narrow' : 'long'
		});
		place.textContent =
			now.length === 0 ? '' : m.chat_typing({ names: list.format(now), count: now.length });
	};
	const end = (by: string) => {
		window.clearTimeout(typing.get(by));
		typing.delete(by);
		show();
	};
	document.addEventListener('okaeri:news', (event) => {
		const { topic, mine, by } = (event as CustomEvent<News>).detail;
		if (topic !== place.dataset.hear || mine || !by || !names[by]) return;
		window.clearTimeout(typing.get(by));
		typing.set(
			by,
			window.setTimeout(() => end(by), shownFor)
		);
		show();
	});
	document.addEventListener('okaeri:said', () => {
		for (const by of typing.keys()) end(by);
	});
}
