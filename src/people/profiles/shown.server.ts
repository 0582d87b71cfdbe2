import { sql, type RawBuilder } from 'kysely';
import { isAlumnus, isDesk } from '#access/policy/roles.ts';
import { usualAudience, type Part } from './profile.ts';

/** Who reads: a member with their roles. */
export type Reader = { personId: string; roles: readonly string[] };

/**
 * SQL: the owner of a profile shows a part of it to this reader; `isShown` in SQL. `profile` is the alias of that table
 * in the query and `owner` the column with the owner's id: our own words, never input.
 */
export function isShownTo(reader: Reader, part: Part, profile: string, owner: string): RawBuilder<boolean> {
	const audience = audienceOf(part, profile);
	if (isDesk(reader))
		return sql<boolean>`(${sql.raw(owner)} = ${reader.personId}::uuid or ${audience} <> 'nobody')`;
	const open = isAlumnus(reader) ? sql`('everyone', 'alumni')` : sql`('everyone')`;
	return sql<boolean>`case
		when ${audience} in ${open} then true
		when ${audience} = 'teams' then worked_together(${sql.raw(owner)}, ${reader.personId}::uuid)
		else ${sql.raw(owner)} = ${reader.personId}::uuid
	end`;
}

/** SQL: someone shows everyone, and so the company too, a part of the profile with this alias. */
export function isShownToAll(part: Part, profile = 'f'): RawBuilder<boolean> {
	return sql<boolean>`${audienceOf(part, profile)} = 'everyone'`;
}

function audienceOf(part: Part, profile: string): RawBuilder<string> {
	return sql<string>`coalesce(${sql.raw(`${profile}.${part}_for`)}, ${sql.lit(usualAudience(part))})`;
}
