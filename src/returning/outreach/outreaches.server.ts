import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { mayNotCall, possibleCallers } from './callers.server.ts';
import { tellsReason, type Stage, type Tie } from './outreach.ts';

export type OutreachRow = {
	outreachId: string; stage: Stage; tie: Tie; askedAt: Date; sentAt: Date | null; byOwnMail: boolean; followedUpAt: Date | null;
	personId: string; familyName: string; givenName: string; familyKana: string; givenKana: string; callerId: string; callerFamily: string; callerGiven: string; callerFamilyKana: string; callerGivenKana: string;
};
export const outreachAtOnce = 50;

/** How far an outreach `o` came: what its caller did, and what happened since: a message back, a talk booked. */
export const stageOf = sql<Stage>`case when o.state <> 'sent' then o.state
	when exists (select from casual_talk k where k.alumnus_id = o.person_id and k.booked_at > o.sent_at) then 'talking'
	when exists (select from message w where w.conversation_id = o.conversation_id and w.author_id = o.person_id and w.sent_at > o.sent_at) then 'answered' else 'sent' end`;

/** All outreach at the desk, the latest asked first, paged by the last one seen. */
export async function outreachAtDesk(actor: Actor, before?: string): Promise<OutreachRow[]> {
	authorize(actor, 'outreach.ask');
	const { rows } = await readNetwork(actor, (db) => sql<OutreachRow>`select o.outreach_id, ${stageOf} as stage, o.tie, o.asked_at, o.sent_at, o.by_own_mail, o.followed_up_at, o.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana,
			o.caller_id, k.family_name as caller_family, k.given_name as caller_given, k.family_kana as caller_family_kana, k.given_kana as caller_given_kana
		from outreach o join person p on p.person_id = o.person_id join person k on k.person_id = o.caller_id
		where ${before ?? null}::uuid is null or o.outreach_id < ${before ?? null}::uuid order by o.outreach_id desc limit ${outreachAtOnce}`.execute(db));
	return rows;
}

/**
 * Asks someone to write to an alumnus they know. Refused where the alumnus may not be called just now (Invalid with why), where the caller is not one of those possible, and where
 * the brief or the opening words tell of a reason that was told in confidence.
 */
export async function askCaller(actor: Actor, wish: { personId: string; callerId: string; brief: string; openingWords: string }): Promise<void> {
	authorize(actor, 'outreach.ask');
	await inNetwork(actor, async (db) => {
		const notNow = await mayNotCall(db, wish.personId);
		if (notNow) throw new Invalid(`not_called_${notNow}`, 'form');
		const [caller] = await possibleCallers(db, wish.personId, wish.callerId);
		if (!caller) throw new NotFound('No such caller');
		await checkSilence(db, wish.personId, { brief: wish.brief, openingWords: wish.openingWords });
		const { outreachId } = await db.insertInto('outreach').values({ ...wish, networkId: actor.networkId, tie: caller.tie, askedBy: actor.personId }).returning('outreachId').executeTakeFirstOrThrow();
		await notify(db, actor, { kind: 'outreach', to: [wish.callerId], by: actor.personId, subjectId: outreachId, path: `/staff/asked/${outreachId}`, about: m.outreach_asked_of_you() });
		await writeAudit(db, actor, 'outreach.ask', wish.personId, { callerId: wish.callerId });
	});
}

/** The desk ends an outreach: whoever was asked need do nothing more. Throws NotFound. */
export async function closeOutreach(actor: Actor, outreachId: string): Promise<void> {
	authorize(actor, 'outreach.ask');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db.updateTable('outreach').set({ state: 'closed', closedAt: new Date() }).where('outreachId', '=', outreachId).where('state', 'in', ['asked', 'willing', 'sent']).executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such outreach');
		await writeAudit(db, actor, 'outreach.close', outreachId);
	});
}

/** Throws Invalid at the field whose words tell of something that someone told in confidence: any reason in any view, and what would have to change. */
export async function checkSilence(db: Db, personId: string, texts: Record<string, string>): Promise<void> {
	const { rows } = await sql<{ code: string }>`select r.code from departure d join departure_reason r using (network_id, tenure_id) where d.person_id = ${personId}::uuid union select code from unlock where person_id = ${personId}::uuid`.execute(db);
	const secret = rows.map((row) => row.code);
	for (const [field, text] of Object.entries(texts)) if (tellsReason(text, secret)) throw new Invalid('tells_reason', field);
}
