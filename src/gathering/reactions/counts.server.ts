import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { apartFrom } from '#people/blocks/blocks.server.ts';
import type { Counts } from './sign.ts';

/**
 * SQL: how often each sign was given to something, of those who may be shown to the actor: as many as the list of who
 * reacted names. `stored` is the column in which the database counts all of them. It is counted anew only where somebody
 * among them is apart from the actor.
 */
export function countsFor(
	{ personId }: Actor,
	subject: RawBuilder<unknown>,
	stored: RawBuilder<unknown>
): RawBuilder<Counts> {
	const apart = apartFrom(personId);
	return sql<Counts>`
		case
			when ${stored} = '{}' or not exists (
				select
				from reaction unseen
				where unseen.subject_id = ${subject}
					and unseen.person_id in ${apart}
			) then ${stored}
			else (
				select coalesce(jsonb_object_agg(given.sign, given.n), '{}')
				from (
					select shown.sign, count(*) as n
					from reaction shown
					where shown.subject_id = ${subject}
						and shown.person_id not in ${apart}
					group by shown.sign
				) given
			)
		end`;
}
