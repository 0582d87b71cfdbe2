import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { wayOf } from '#gathering/conversations/ways.server.ts';
import { beginConversation } from '#gathering/conversations/writing.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { wasWith } from '#people/profiles/together.server.ts';
import type { Db } from '#platform/database/network.server.ts';

/** Someone to greet. `isKnown`: they worked with the reader, and show when they did. */
export type Greetable = Required<Named> & { personId: string; pictureId: string | null; isKnown: boolean };

/** Of so many who joined last one is suggested. The plan counts on so few: else it would look up all who worked with the actor. */
const lookedAt = 30;

/**
 * Whom the actor might greet: an alumnus who joined in the last 30 days, whom they may write to and have not written with.
 * Former colleagues come first, then who joined last. Nobody is suggested to those who led them, whatever they left over.
 * Undefined where there is nobody. Whether they may be written to is asked of one after the other, until one is found.
 */
export async function someoneToGreet(db: Db, actor: Actor): Promise<Greetable | undefined> {
	const { rows } = await sql<Greetable>`
		with newcomer as (
			select m.network_id, m.person_id, m.joined_at
			from membership m
			where m.joined_at > now() - interval '30 days'
				and ${memberIsAlumnus('m')}
				and m.person_id <> ${actor.personId}::uuid
			order by m.joined_at desc
			limit ${sql.lit(lookedAt)}
		),
		in_order as (
			select n.*, ${wasWith(actor, 'n.person_id')} as is_known
			from newcomer n
			order by is_known desc, n.joined_at desc
			limit ${sql.lit(lookedAt)}
		)
		select found.*, m.is_known
		from in_order m
		cross join lateral (
			select p.person_id, ${nameColumns('p')}, f.picture_id
			from person p
			left join profile f using (network_id, person_id)
			where p.person_id = m.person_id
				and coalesce(f.is_listed, true)
				and ${wayOf(actor)} <> 'closed'
				and not exists (
					select from tenure led
					where led.person_id = m.person_id
						and led.manager_id = ${actor.personId}::uuid
				)
				and not exists (
					select from conversation c
					where c.pair_key = least(m.person_id::text, ${actor.personId}) || ':' || greatest(m.person_id::text, ${actor.personId})
				)
			limit 1
		) found
		order by m.is_known desc, m.joined_at desc
		limit 1
	`.execute(db);
	return rows[0];
}

/** The words of a greeting, which the button shows before they are sent. */
export const greetingWords = (isKnown: boolean): string => (isKnown ? m.greet_known() : m.greet_new());

/** Sends a greeting as a message, by the rules of every first message. Gives the conversation's id. */
export async function greet(
	actor: Actor,
	personId: string,
	isKnown: boolean,
	ticket: string
): Promise<string> {
	authorize(actor, 'message.write');
	return beginConversation(actor, [personId], '', { words: greetingWords(isKnown), ticket, uploads: [] });
}
