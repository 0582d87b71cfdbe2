import { sql, type RawBuilder } from 'kysely';

/**
 * The four parts of a name, for Kysely's `select`: `.select(['p.personId', ...nameFields('p')])`. Rows fit
 * `Named`.
 */
export const nameFields = <A extends string>(alias: A) =>
	[`${alias}.familyName`, `${alias}.givenName`, `${alias}.familyKana`, `${alias}.givenKana`] as const;

/**
 * The four parts of a name as columns in an SQL select list. Rows fit `Named`. `alias` is our own word,
 * never input.
 */
export function nameColumns(alias: string): RawBuilder<unknown> {
	return sql.raw(
		['family_name', 'given_name', 'family_kana', 'given_kana']
			.map((column) => `${alias}.${column}`)
			.join(', ')
	);
}

/** The same four parts as pairs for `jsonb_build_object(…)`: the object fits `Named`. */
export function namePairs(alias: string): RawBuilder<unknown> {
	return sql.raw(
		`'familyName', ${alias}.family_name, 'givenName', ${alias}.given_name, ` +
			`'familyKana', ${alias}.family_kana, 'givenKana', ${alias}.given_kana`
	);
}
