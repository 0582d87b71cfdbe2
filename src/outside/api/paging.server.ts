import { Invalid } from '#platform/http/failures.ts';

/** What an id looks like: UUIDs, or the codes of our own catalogues. */
const shapes = {
	uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
	text: /^[a-z_]{1,100}$/
} as const;
export type Key = keyof typeof shapes;

/** The id after which a page begins; null for the first page. Throws Invalid for a cursor that we did not give. */
export function idBefore(cursor: string | undefined, key: Key): string | null {
	if (cursor === undefined) return null;
	const id = Buffer.from(cursor, 'base64url').toString('utf8');
	if (!shapes[key].test(id)) throw new Invalid('not_a_cursor', 'cursor');
	return id;
}

/** Makes a page of rows, of which one more than `limit` was asked for: if it came, there is a next page. */
export function pageOf<T extends { id: string }>(
	rows: readonly T[],
	limit: number
): { data: T[]; next: string | null } {
	const data = rows.slice(0, limit);
	const last = data.at(-1);
	return { data, next: last && rows.length > limit ? Buffer.from(last.id).toString('base64url') : null };
}
