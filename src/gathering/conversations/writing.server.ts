import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { forgetDraft } from '#gathering/drafts/drafts.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { hold } from '#gathering/uploads/uploads.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellLive } from '#platform/live/live.server.ts';
import { pairKey } from './conversations.server.ts';

const most = 4000;
export const partnersAtMost = 20;

/** How someone may be written to by the actor: at once, after asking, or not. */
export type Way = 'open' | 'ask' | 'closed';

/**
 * For each of these people, how the actor may begin to write to them. Known is with whom one shares a time in a department, a manager or a group, or who has
 * written to one before; to others one may ask, unless they want to be written to by nobody, or one has shut the other out.
 */
export async function waysTo(db: Db, actor: Actor, people: readonly string[]): Promise<Map<string, Way>> {
	const me = sql`${actor.personId}::uuid`;
	const { rows } = await sql<{ personId: string; way: Way }>`
		select m.person_id, case
			when exists (select from block b where (b.person_id, b.blocked_id) in ((m.person_id, ${me}), (${me}, m.person_id))) then 'closed'
			when ${actor.roles.includes('steward')} then 'open'
			when coalesce(f.written_by, 'everyone') = 'nobody' then 'closed'
			when exists (select from tenure mine join tenure t on t.network_id = mine.network_id and t.person_id = m.person_id and t.company_id = mine.company_id
					and (t.department = mine.department or t.manager_id = mine.manager_id or t.manager_id = mine.person_id or mine.manager_id = t.person_id)
					and t.started_on <= coalesce(mine.ended_on, 'infinity') and coalesce(t.ended_on, 'infinity') >= mine.started_on where mine.person_id = ${me})
				or exists (select from group_member a join group_member b using (network_id, group_id) join "group" g using (network_id, group_id) where g.kind <> 'open' and a.person_id = ${me} and b.person_id = m.person_id and a.state = 'in' and b.state = 'in')
				or exists (select from conversation c join message w on w.conversation_id = c.conversation_id and w.author_id = m.person_id where c.pair_key = least(m.person_id::text, ${actor.personId}) || ':' || greatest(m.person_id::text, ${actor.personId})) then 'open'
			when coalesce(f.written_by, 'everyone') = 'everyone' then 'ask' else 'closed' end as way
		from membership m left join profile f using (network_id, person_id) where m.person_id = any (${[...people]}::uuid[]) and m.person_id <> ${me}`.execute(
		db
	);
	return new Map(rows.map((row) => [row.personId, row.way]));
}

export type Said = { words: string; ticket: string; uploads: string[] };

/** Begins (or goes on with) a conversation with one or several others. Gives its id. Throws NotFound for someone who cannot be written to, Invalid. */
export async function beginConversation(
	actor: Actor,
	people: readonly string[],
	title: string,
	said: Said
): Promise<string> {
	authorize(actor, 'message.write');
	const others = [...new Set(people)].filter((id) => id !== actor.personId);
	if (others.length === 0) throw new Invalid('required', 'to');
	if (others.length > partnersAtMost) throw new Invalid('too_many_people', 'to');
	await countTry('message.person', actor.personId);
	return inNetwork(actor, async (db) => {
		const ways = await waysTo(db, actor, others);
		if (others.some((id) => (ways.get(id) ?? 'closed') === 'closed'))
			throw new NotFound('Cannot be written to');
		const asks = others.filter((id) => ways.get(id) === 'ask');
		if (asks.length > 0) await countTry('request.person', actor.personId);
		const conversationId =
			others.length === 1
				? await pairOf(db, actor, others[0]!, asks.length > 0)
				: await several(db, actor, others, asks, title);
		await send(db, actor, conversationId, said);
		return conversationId;
	});
}

async function pairOf(db: Db, actor: Actor, other: string, asks: boolean): Promise<string> {
	const { networkId, personId } = actor;
	const { conversationId } = await db
		.insertInto('conversation')
		.values({ networkId, kind: 'two', pairKey: pairKey(personId, other), madeBy: personId })
		.onConflict((conflict) =>
			conflict
				.columns(['networkId', 'pairKey'])
				.doUpdateSet((by) => ({ pairKey: by.ref('conversation.pairKey') }))
		)
		.returning('conversationId')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('conversationMember')
		.values([
			{ networkId, conversationId, personId, state: 'in' },
			{ networkId, conversationId, personId: other, state: asks ? 'asked' : 'in' }
		])
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await sql`update conversation_member set state = 'in' where conversation_id = ${conversationId} and person_id = ${personId} and state <> 'in'`.execute(
		db
	);
	return conversationId;
}

async function several(
	db: Db,
	actor: Actor,
	others: readonly string[],
	asks: readonly string[],
	title: string
): Promise<string> {
	const { networkId, personId } = actor;
	const { conversationId } = await db
		.insertInto('conversation')
		.values({ networkId, kind: 'several', title, madeBy: personId })
		.returning('conversationId')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('conversationMember')
		.values([
			{ networkId, conversationId, personId, state: 'in' },
			...others.map((id) => ({
				networkId,
				conversationId,
				personId: id,
				state: asks.includes(id) ? 'asked' : 'in'
			}))
		])
		.execute();
	return conversationId;
}

/** Writes to someone whom another room has brought together with the actor, in the running transaction, whether they knew each other or not. Throws NotFound where one has shut the other out. */
export async function writeToPartner(db: Db, actor: Actor, other: string, said: Said): Promise<string> {
	authorize(actor, 'message.write');
	const { rows } =
		await sql`select from block b where (b.person_id, b.blocked_id) in ((${other}::uuid, ${actor.personId}::uuid), (${actor.personId}::uuid, ${other}::uuid))`.execute(
			db
		);
	if (rows.length > 0) throw new NotFound('Cannot be written to');
	const conversationId = await pairOf(db, actor, other, false);
	await send(db, actor, conversationId, said);
	return conversationId;
}

/** Writes on in a conversation that the actor is in. Throws NotFound, Invalid, TooMany. */
export async function writeMessage(actor: Actor, conversationId: string, said: Said): Promise<void> {
	authorize(actor, 'message.write');
	await countTry('message.person', actor.personId);
	await inNetwork(actor, async (db) => {
		const { rows } =
			await sql`select from conversation_member cm where cm.conversation_id = ${conversationId} and cm.person_id = ${actor.personId} and cm.state = 'in' and not exists (
			select from conversation c join conversation_member o using (network_id, conversation_id) join block b on (b.person_id, b.blocked_id) in ((o.person_id, cm.person_id), (cm.person_id, o.person_id))
			where c.conversation_id = cm.conversation_id and c.kind = 'two' and o.person_id <> cm.person_id)`.execute(db);
		if (rows.length === 0) throw new NotFound('Not in this conversation');
		await send(db, actor, conversationId, said);
	});
}

/** Writes to the company: one conversation with the desk for each member, in which every steward answers as the desk. */
export async function writeToDesk(actor: Actor, said: Said): Promise<string> {
	authorize(actor, 'message.write');
	await countTry('message.person', actor.personId);
	const { networkId, personId } = actor;
	return inNetwork(actor, async (db) => {
		const { conversationId } = await db
			.insertInto('conversation')
			.values({ networkId, kind: 'desk', pairKey: `desk:${personId}`, madeBy: personId })
			.onConflict((conflict) =>
				conflict.columns(['networkId', 'pairKey']).doUpdateSet({ doneAt: null })
			)
			.returning('conversationId')
			.executeTakeFirstOrThrow();
		await db
			.insertInto('conversationMember')
			.values({ networkId, conversationId, personId })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		await send(db, actor, conversationId, said);
		await recordTouchpoint(db, actor, personId, 'wrote_desk', conversationId);
		return conversationId;
	});
}

/** Says something, in the running transaction: read by the writer, unread for the others, who are told as they wish. The same ticket again is the same message. */
export async function send(
	db: Db,
	actor: Actor,
	conversationId: string,
	{ words, ticket, uploads }: Said,
	asDesk = false
): Promise<void> {
	const { networkId, personId } = actor;
	const said = words.trim();
	if (!said && uploads.length === 0) throw new Invalid('required', 'words');
	if (said.length > most) throw new Invalid('too_long', 'words');
	const made = await db
		.insertInto('message')
		.values({
			networkId,
			conversationId,
			authorId: personId,
			asDesk,
			words: said,
			ticket,
			pictures: uploads.length
		})
		.onConflict((conflict) => conflict.columns(['networkId', 'authorId', 'ticket']).doNothing())
		.returning('messageId')
		.executeTakeFirst();
	if (!made) return;
	const { messageId } = made;
	await hold(db, actor, 'conversation', messageId, uploads);
	const conversation = await db
		.updateTable('conversation')
		.set({ lastMessageId: messageId, lastWords: said.slice(0, 120), ...(asDesk ? {} : { doneAt: null }) })
		.where('conversationId', '=', conversationId)
		.returning(['kind'])
		.executeTakeFirstOrThrow();
	await sql`update conversation_member set last_message_id = ${messageId}, read_id = case when person_id = ${personId} then ${messageId}::uuid else read_id end where conversation_id = ${conversationId} and state in ('in', 'asked')`.execute(
		db
	);
	const members = await db
		.selectFrom('conversationMember')
		.select(['personId', 'state', 'mutedAt'])
		.where('conversationId', '=', conversationId)
		.where('personId', '<>', personId)
		.where('state', 'in', ['in', 'asked'])
		.execute();
	const listening = (state: string) =>
		members.filter((one) => one.state === state && !one.mutedAt).map((one) => one.personId);
	const about = { by: personId, subjectId: conversationId, path: `/messages/${conversationId}` };
	await notify(db, actor, { ...about, kind: 'message', to: listening('in') });
	await notify(db, actor, { ...about, kind: 'message_request', to: listening('asked') });
	if (conversation.kind === 'desk' && !asDesk) {
		const { rows } = await sql<{
			personId: string;
		}>`select person_id from membership where 'steward' = any (roles)`.execute(db);
		await notify(db, actor, {
			...about,
			kind: 'desk_message',
			to: rows.map((row) => row.personId),
			path: `/desk/inbox/${conversationId}`
		});
	}
	for (const { personId: to } of members)
		await tellLive(db, { networkId, topic: `person:${to}`, by: personId });
	await tellLive(db, { networkId, topic: `person:${personId}`, by: personId });
	if (conversation.kind !== 'desk') await recordTouchpoint(db, actor, personId, 'wrote_message');
	await forgetDraft(db, actor, `message:${conversationId}`);
}
