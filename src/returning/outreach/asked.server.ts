import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { beginConversation } from '#gathering/conversations/writing.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { calledPeople, possibleCallers, type Called } from './callers.server.ts';
import { stageOf } from './outreaches.server.ts';
import type { Stage, Tie } from './outreach.ts';

export type AskedOfMe = {
	outreachId: string;
	stage: Stage;
	tie: Tie;
	askedAt: Date;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
};
export type Asked = AskedOfMe & {
	brief: string;
	openingWords: string;
	personId: string;
	conversationId: string | null;
	byOwnMail: boolean;
};

/** What was asked of the actor and still waits, or was done in the last half year. They see nothing of anyone else's. */
export async function askedOf(actor: Actor): Promise<AskedOfMe[]> {
	authorize(actor, 'outreach.answer');
	const { rows } = await readNetwork(actor, (db) =>
		sql<AskedOfMe>`select o.outreach_id, ${stageOf} as stage, o.tie, o.asked_at, p.family_name, p.given_name, p.family_kana, p.given_kana from outreach o join person p on p.person_id = o.person_id
		where o.caller_id = ${actor.personId}::uuid and o.state <> 'closed' and (o.state in ('asked', 'willing') or o.asked_at > now() - interval '180 days') order by o.outreach_id desc limit 50`.execute(
			db
		)
	);
	return rows;
}

/** One outreach as whoever was asked sees it: the brief, what is known of the alumnus from working together, and the latest changes, the same for every caller. Throws NotFound for anyone else's. */
export async function askedOne(
	actor: Actor,
	outreachId: string
): Promise<{ outreach: Asked; person: Called; changes: { title: string; language: string }[] }> {
	authorize(actor, 'outreach.answer');
	return readNetwork(actor, async (db) => {
		const { rows } =
			await sql<Asked>`select o.outreach_id, ${stageOf} as stage, o.tie, o.asked_at, o.brief, o.opening_words, o.person_id, o.conversation_id, o.by_own_mail, p.family_name, p.given_name, p.family_kana, p.given_kana
			from outreach o join person p on p.person_id = o.person_id where o.outreach_id = ${outreachId} and o.caller_id = ${actor.personId}::uuid and o.state <> 'closed'`.execute(
				db
			);
		const [person] = rows[0] ? await calledPeople(db, [rows[0].personId]) : [];
		if (!rows[0] || !person) throw new NotFound('No such outreach');
		const changes = await db
			.selectFrom('change')
			.select(['title', 'language'])
			.where('status', '=', 'published')
			.orderBy('publishedAt', 'desc')
			.limit(3)
			.execute();
		return { outreach: rows[0], person, changes };
	});
}

/** Whoever was asked says yes, or would rather not, which has no consequence. Throws NotFound. */
export async function decideOutreach(actor: Actor, outreachId: string, isWilling: boolean): Promise<void> {
	authorize(actor, 'outreach.answer');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('outreach')
			.set({ state: isWilling ? 'willing' : 'declined', decidedAt: new Date() })
			.where('outreachId', '=', outreachId)
			.where('callerId', '=', actor.personId)
			.where('state', 'in', ['asked', 'willing'])
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such outreach');
	});
}

/** They write: as a message in their own name. Refused (Invalid) where the alumnus has since asked to be left alone, withdrawn their consent, or shut them out. Gives the conversation. */
export async function writeOutreach(
	actor: Actor,
	outreachId: string,
	said: { words: string; ticket: string }
): Promise<string> {
	authorize(actor, 'outreach.answer');
	const { personId } = await inNetwork(actor, (db) => lockSendable(db, actor, outreachId));
	const conversationId = await beginConversation(actor, [personId], '', { ...said, uploads: [] });
	await inNetwork(actor, (db) => markSent(db, actor, outreachId, { conversationId, byOwnMail: false }));
	return conversationId;
}

/** They wrote from their own mail, and say so. */
export async function wroteByOwnMail(actor: Actor, outreachId: string): Promise<void> {
	authorize(actor, 'outreach.answer');
	await inNetwork(actor, async (db) => {
		await lockSendable(db, actor, outreachId);
		await markSent(db, actor, outreachId, { conversationId: null, byOwnMail: true });
	});
}

async function lockSendable(db: Db, actor: Actor, outreachId: string): Promise<{ personId: string }> {
	const found = await db
		.selectFrom('outreach')
		.select('personId')
		.where('outreachId', '=', outreachId)
		.where('callerId', '=', actor.personId)
		.where('state', 'in', ['asked', 'willing'])
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw new NotFound('No such outreach');
	const { rows } = await sql<{
		mayNot: boolean;
	}>`select not exists (select from membership mb where mb.person_id = ${found.personId}) or exists (select from contact c where c.person_id = ${found.personId} and c.do_not_contact)
		or not exists (select from consent n where n.person_id = ${found.personId} and n.purpose = 'former_manager' and n.withdrawn_at is null) as may_not`.execute(
		db
	);
	if (rows[0]!.mayNot || (await possibleCallers(db, [found.personId], actor.personId)).length === 0)
		throw new Invalid('not_called_any_more', 'form');
	return found;
}

async function markSent(
	db: Db,
	actor: Actor,
	outreachId: string,
	how: { conversationId: string | null; byOwnMail: boolean }
): Promise<void> {
	const sent = await db
		.updateTable('outreach')
		.set({ state: 'sent', sentAt: new Date(), ...how })
		.where('outreachId', '=', outreachId)
		.where('callerId', '=', actor.personId)
		.where('state', 'in', ['asked', 'willing'])
		.returning('personId')
		.executeTakeFirst();
	if (!sent) throw new NotFound('No such outreach');
	await recordTouchpoint(db, actor, sent.personId, 'called', outreachId);
	await writeAudit(db, actor, 'outreach.sent', sent.personId);
}
