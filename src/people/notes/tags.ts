import { cutText } from '#platform/text/clean.ts';

/** Tags as they are typed, '営業、Java, 関西', each once and without spaces around it. A tag has at most 40 characters. */
export function tagsIn(text: string): string[] {
	const tags = text
		.split(/[、,，\n]+/)
		.map((tag) => cutText(tag.trim().replace(/^#/, ''), 40))
		.filter(Boolean);
	return [...new Set(tags)];
}
