import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Db } from '#platform/database/network.server.ts';

/**
 * SQL: the conversation `c` waits for an answer: somebody was asked into it by its first message, and nobody but the one
 * who asked is in it. A no looks the same, since they are not told of it.
 */
export const isWaiting = (actor: Actor): RawBuilder<boolean> => sql<boolean>`(
	c.kind <> 'desk'
	and c.last_message_id is not null
	and exists (
		select from conversation_member o
		where o.conversation_id = c.conversation_id
			and o.person_id <> ${actor.personId}::uuid
			and o.state in ('asked', 'declined')
	)
	and not exists (
		select from conversation_member o
		where o.conversation_id = c.conversation_id
			and o.person_id <> ${actor.personId}::uuid
			and o.state = 'in'
	)
)`;

/** Whether the actor is in a conversation, and not kept apart from the only other one in it. */
export async function isOpenTo(db: Db, actor: Actor, conversationId: string): Promise<boolean> {
	const { rows } = await sql`
		select from conversation_member cm
		where cm.conversation_id = ${conversationId}::uuid
			and cm.person_id = ${actor.personId}::uuid
			and cm.state = 'in'
			and not exists (
				select from conversation c
				join conversation_member o using (network_id, conversation_id)
				where c.conversation_id = cm.conversation_id
					and c.kind = 'two'
					and o.person_id <> cm.person_id
					and not ${notApart(sql`o.person_id`, sql`cm.person_id`)}
			)
	`.execute(db);
	return rows.length > 0;
}

/** Throws Invalid where the conversation takes no more lines before the others have said yes. */
export async function refuseWhileWaiting(db: Db, actor: Actor, conversationId: string): Promise<void> {
	const { rows } = await sql`
		select from conversation c
		where c.conversation_id = ${conversationId}::uuid
			and ${isWaiting(actor)}
	`.execute(db);
	if (rows.length > 0) throw new Invalid('request_waits', 'words');
}

type Written = { conversationId: string };

/** The conversation that already holds the actor's message with this ticket: it is being sent once more. */
export async function conversationOfTicket(
	db: Db,
	actor: Actor,
	ticket: string
): Promise<string | undefined> {
	const { rows } = await sql<Written>`
		select conversation_id
		from message
		where author_id = ${actor.personId}::uuid
			and ticket = ${ticket}::uuid
	`.execute(db);
	return rows[0]?.conversationId;
}
