import type { Named } from '#people/persons/person.ts';

/** What was found, and where the next page begins; null where there is no more. */
export type Page<Hit> = { hits: Hit[]; next: string | null };

export type PostHit = Named & {
	id: string;
	kind: 'person' | 'company';
	words: string;
	postedAt: Date;
	groupName: string | null;
};
export type GroupHit = { id: string; name: string; purpose: string; members: number };
export type EventHit = { id: string; title: string; startsAt: Date; place: string };

/** As much of a text as a line shows, from a little before the first of the words looked for. */
export function excerpt(text: string, terms: readonly string[], most = 90): string {
	const line = text.replace(/\s+/g, ' ').trim();
	if (line.length <= most) return line;
	const plain = line.toLowerCase();
	const places = terms.map((term) => plain.indexOf(term)).filter((at) => at >= 0);
	const from = Math.max(0, Math.min(...places, line.length) - 20);
	const start = places.length > 0 ? from : 0;
	return `${start > 0 ? '…' : ''}${[...line.slice(start)].slice(0, most).join('')}…`;
}
