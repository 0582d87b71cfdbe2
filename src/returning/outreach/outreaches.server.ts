import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { notToCall, possibleCallers } from './callers.server.ts';
import { tellsReason, type Stage, type Tie } from './outreach.ts';

export type OutreachRow = Named & {
	outreachId: string;
	stage: Stage;
	tie: Tie;
	askedAt: Date;
	sentAt: Date | null;
	byOwnMail: boolean;
	followedUpAt: Date | null;
	personId: string;
	callerId: string;
	callerFamily: string;
	callerGiven: string;
	callerFamilyKana: string;
	callerGivenKana: string;
};
/** Who is to be asked to write to whom, with what. */
export type Wish = { personId: string; callerId: string; brief: string; openingWords: string };
export const outreachAtOnce = 50;

/** How far an outreach `o` came: what its caller did, or what happened since they wrote. */
export const stageOf = sql<Stage>`
	case
		when o.state <> 'sent' then o.state
		when exists (
			select from casual_talk k where k.alumnus_id = o.person_id and k.booked_at > o.sent_at
		) then 'talking'
		when exists (
			select from message w
			where w.conversation_id = o.conversation_id
				and w.author_id = o.person_id
				and w.sent_at > o.sent_at
		) then 'answered'
		else 'sent'
	end
`;

/** All outreach for the desk, latest first. `before` is the last outreach of the page before. */
export async function outreachAtDesk(actor: Actor, before?: string): Promise<OutreachRow[]> {
	authorize(actor, 'outreach.ask');
	const { rows } = await readNetwork(actor, (db) =>
		sql<OutreachRow>`
			select o.outreach_id, ${stageOf} as stage, o.tie,
				o.asked_at, o.sent_at, o.by_own_mail, o.followed_up_at,
				o.person_id, ${nameColumns('p')},
				o.caller_id, k.family_name as caller_family, k.given_name as caller_given,
				k.family_kana as caller_family_kana, k.given_kana as caller_given_kana
			from outreach o
			join person p on p.person_id = o.person_id
			join person k on k.person_id = o.caller_id
			where ${before ?? null}::uuid is null or o.outreach_id < ${before ?? null}::uuid
			order by o.outreach_id desc
			limit ${outreachAtOnce}
		`.execute(db)
	);
	return rows;
}

/**
 * Asks someone to write to an alumnus they know. Throws Invalid with the cause if the alumnus may not be called now,
 * or if the brief or the opening words give away what was told in confidence; NotFound if the caller is not possible.
 */
export async function askCaller(actor: Actor, wish: Wish): Promise<void> {
	authorize(actor, 'outreach.ask');
	await inNetwork(actor, async (db) => {
		const notNow = (await notToCall(db, [wish.personId])).get(wish.personId);
		if (notNow) throw new Invalid(`not_called_${notNow}`, 'form');
		const [caller] = await possibleCallers(db, [wish.personId], wish.callerId);
		if (!caller) throw new NotFound('No such caller');
		const secrets = await secretsOf(db, [wish.personId]);
		for (const field of ['brief', 'openingWords'] as const)
			if (tellsReason(wish[field], secrets.get(wish.personId) ?? []))
				throw new Invalid('tells_reason', field);
		if (!(await writeAsk(db, actor, { ...wish, tie: caller.tie })))
			throw new Invalid('not_called_running', 'form');
	});
}

/** Saves the ask and tells the caller. Gives false if someone else asked for the same person first. */
export async function writeAsk(db: Db, actor: Actor, wish: Wish & { tie: Tie }): Promise<boolean> {
	const written = await db
		.insertInto('outreach')
		.values({ ...wish, networkId: actor.networkId, askedBy: actor.personId })
		.onConflict((race) => race.doNothing())
		.returning('outreachId')
		.executeTakeFirst();
	if (!written) return false;
	await notify(db, actor, {
		kind: 'outreach',
		to: [wish.callerId],
		by: actor.personId,
		subjectId: written.outreachId,
		path: `/staff/asked/${written.outreachId}`,
		about: m.outreach_asked_of_you()
	});
	await writeAudit(db, actor, 'outreach.ask', wish.personId, { callerId: wish.callerId });
	return true;
}

/** The desk ends an outreach; the caller need do nothing more. Throws NotFound. */
export async function closeOutreach(actor: Actor, outreachId: string): Promise<void> {
	authorize(actor, 'outreach.ask');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('outreach')
			.set({ state: 'closed', closedAt: new Date() })
			.where('outreachId', '=', outreachId)
			.where('state', 'in', ['asked', 'willing', 'sent'])
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such outreach');
		await writeAudit(db, actor, 'outreach.close', outreachId);
	});
}

type Secrets = { personId: string; codes: string[] };

/**
 * What each of these people told in confidence, by their id: the codes of their reasons in any view, and of what
 * would have to change. No text to a caller may give them away.
 */
export async function secretsOf(db: Db, personIds: readonly string[]): Promise<Map<string, string[]>> {
	const { rows } = await sql<Secrets>`
		select person_id, array_agg(distinct code) as codes
		from (
			select d.person_id, r.code
			from departure d
			join departure_reason r using (network_id, tenure_id)
			union all
			select person_id, code from unlock
		) told
		where person_id = any (${[...personIds]}::uuid[])
		group by person_id
	`.execute(db);
	return new Map(rows.map(({ personId, codes }) => [personId, codes]));
}
