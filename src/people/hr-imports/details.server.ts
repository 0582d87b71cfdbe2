import { sql, type RawBuilder } from 'kysely';

const details = ['ended_on', 'department', 'title', 'employment'];

/**
 * What a later file may change about a tenure, as a list of columns. Two lists can be compared as rows:
 * `(${detailsOf('t')}) is distinct from (${detailsOf('r')})`. `alias` is our own word, never input.
 */
export function detailsOf(alias: string): RawBuilder<unknown> {
	return sql.raw(details.map((column) => `${alias}.${column}`).join(', '));
}
