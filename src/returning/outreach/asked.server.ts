import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { beginConversation } from '#gathering/conversations/writing.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { calledPeople, possibleCallers, type Called } from './callers.server.ts';
import { stageOf } from './outreaches.server.ts';
import type { Stage, Tie } from './outreach.ts';

export type AskedOfMe = Named & { outreachId: string; stage: Stage; tie: Tie; askedAt: Date };
export type Asked = AskedOfMe & {
	brief: string;
	openingWords: string;
	personId: string;
	conversationId: string | null;
	byOwnMail: boolean;
};

const askedColumns = sql`o.outreach_id, ${stageOf} as stage, o.tie, o.asked_at, ${nameColumns('p')}`;

/**
 * What the actor was asked to write and is still open, or was asked in the last 180 days. Others see nothing
 * of it.
 */
export async function askedOf(actor: Actor): Promise<AskedOfMe[]> {
	authorize(actor, 'outreach.answer');
	const { rows } = await readNetwork(actor, (db) =>
		sql<AskedOfMe>`
			select ${askedColumns}
			from outreach o
			join person p on p.person_id = o.person_id
			where o.caller_id = ${actor.personId}::uuid
				and o.state <> 'closed'
				and ${notApart(sql`o.person_id`, actor.personId)}
				and (o.state in ('asked', 'willing') or o.asked_at > now() - interval '180 days')
			order by o.outreach_id desc
			limit 50
		`.execute(db)
	);
	return rows;
}

type AskedInFull = { outreach: Asked; person: Called; changes: { title: string; language: string }[] };

/**
 * One outreach as the caller sees it: the brief, what is known of the alumnus from working together, and the three
 * latest changes, which are the same for every caller. Throws NotFound for someone else's.
 */
export async function askedOne(actor: Actor, outreachId: string): Promise<AskedInFull> {
	authorize(actor, 'outreach.answer');
	return readNetwork(actor, async (db) => {
		const outreach = await outreachAskedOf(db, actor, outreachId);
		const [person] = outreach ? await calledPeople(db, [outreach.personId]) : [];
		if (!outreach || !person) throw new NotFound('No such outreach');
		const changes = await db
			.selectFrom('change')
			.select(['title', 'language'])
			.where('status', '=', 'published')
			.orderBy('publishedAt', 'desc')
			.limit(3)
			.execute();
		return { outreach, person, changes };
	});
}

async function outreachAskedOf(db: Db, actor: Actor, outreachId: string): Promise<Asked | undefined> {
	const { rows } = await sql<Asked>`
		select ${askedColumns}, o.brief, o.opening_words, o.person_id, o.conversation_id, o.by_own_mail
		from outreach o
		join person p on p.person_id = o.person_id
		where o.outreach_id = ${outreachId}
			and o.caller_id = ${actor.personId}::uuid
			and o.state <> 'closed'
			and ${notApart(sql`o.person_id`, actor.personId)}
	`.execute(db);
	return rows[0];
}

/** The caller says that they will write, or would rather not. Declining has no consequence. Throws NotFound. */
export async function decideOutreach(actor: Actor, outreachId: string, isWilling: boolean): Promise<void> {
	authorize(actor, 'outreach.answer');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('outreach')
			.set({ state: isWilling ? 'willing' : 'declined', decidedAt: new Date(), followedUpAt: null })
			.where('outreachId', '=', outreachId)
			.where('callerId', '=', actor.personId)
			.where('state', 'in', ['asked', 'willing'])
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such outreach');
	});
}

/**
 * The caller writes a message in their own name. Gives the conversation's id. Throws Invalid if the alumnus has since
 * asked not to be contacted, withdrawn their consent, or blocked the caller; NotFound.
 */
export async function writeOutreach(
	actor: Actor,
	outreachId: string,
	message: { words: string; ticket: string }
): Promise<string> {
	authorize(actor, 'outreach.answer');
	const { personId } = await inNetwork(actor, (db) => lockSendable(db, actor, outreachId));
	const conversationId = await beginConversation(actor, [personId], '', { ...message, uploads: [] });
	await inNetwork(actor, (db) => markSent(db, actor, outreachId, { conversationId, byOwnMail: false }));
	return conversationId;
}

/** The caller says that they wrote from their own mail. Throws as `writeOutreach` does. */
export async function wroteByOwnMail(actor: Actor, outreachId: string): Promise<void> {
	authorize(actor, 'outreach.answer');
	await inNetwork(actor, async (db) => {
		await lockSendable(db, actor, outreachId);
		await markSent(db, actor, outreachId, { conversationId: null, byOwnMail: true });
	});
}

/**
 * Locks an outreach that the actor may still write. Throws NotFound, and Invalid if the alumnus may no longer
 * be called.
 */
async function lockSendable(db: Db, actor: Actor, outreachId: string): Promise<{ personId: string }> {
	const outreach = await db
		.selectFrom('outreach')
		.select('personId')
		.where('outreachId', '=', outreachId)
		.where('callerId', '=', actor.personId)
		.where('state', 'in', ['asked', 'willing'])
		.forUpdate()
		.executeTakeFirst();
	if (!outreach) throw new NotFound('No such outreach');
	const { personId } = outreach;
	if (await refusesCalls(db, personId)) throw new Invalid('not_called_any_more', 'form');
	if ((await possibleCallers(db, [personId], actor.personId)).length === 0)
		throw new Invalid('not_called_any_more', 'form');
	return outreach;
}

async function refusesCalls(db: Db, personId: string): Promise<boolean> {
	const { rows } = await sql<{ refuses: boolean }>`
		select
			not exists (select from membership mb where mb.person_id = ${personId})
			or exists (select from contact c where c.person_id = ${personId} and c.do_not_contact)
			or not exists (
				select from consent n
				where n.person_id = ${personId}
					and n.purpose = 'former_manager'
					and n.withdrawn_at is null
			) as refuses
	`.execute(db);
	return rows[0]!.refuses;
}

async function markSent(
	db: Db,
	actor: Actor,
	outreachId: string,
	how: { conversationId: string | null; byOwnMail: boolean }
): Promise<void> {
	const sent = await db
		.updateTable('outreach')
		.set({ state: 'sent', sentAt: new Date(), followedUpAt: null, ...how })
		.where('outreachId', '=', outreachId)
		.where('callerId', '=', actor.personId)
		.where('state', 'in', ['asked', 'willing'])
		.returning('personId')
		.executeTakeFirst();
	if (!sent) throw new NotFound('No such outreach');
	await recordTouchpoint(db, actor, sent.personId, 'called', outreachId);
	await writeAudit(db, actor, 'outreach.sent', sent.personId);
}
