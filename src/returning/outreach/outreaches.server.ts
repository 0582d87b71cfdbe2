import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { notToCall, possibleCallers } from './callers.server.ts';
import { tellsReason, type Stage, type Tie } from './outreach.ts';

/** Who is to be asked to write to whom, with what. */
export type Wish = { personId: string; callerId: string; brief: string; openingWords: string };

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

/** Who asks: someone at the desk, at hand or by a round in the background. */
export type Asking = InNetwork & { personId: string };

/** Saves the ask and tells the caller. Gives false if someone else asked for the same person first. */
export async function writeAsk(db: Db, actor: Asking, wish: Wish & { tie: Tie }): Promise<boolean> {
	const outreachId = await saveAsk(db, actor, wish);
	if (!outreachId) return false;
	await notify(db, actor, {
		kind: 'outreach',
		to: [wish.callerId],
		by: actor.personId,
		subjectId: outreachId,
		path: `/staff/asked/${outreachId}`,
		about: m.outreach_asked_of_you()
	});
	return true;
}

/** Saves the ask without telling the caller. Gives its id, or undefined if someone else asked for the same person first. */
export async function saveAsk(db: Db, actor: Asking, wish: Wish & { tie: Tie }): Promise<string | undefined> {
	const written = await db
		.insertInto('outreach')
		.values({ ...wish, networkId: actor.networkId, askedBy: actor.personId })
		.onConflict((race) => race.doNothing())
		.returning('outreachId')
		.executeTakeFirst();
	if (!written) return undefined;
	await writeAudit(db, actor, 'outreach.ask', wish.personId, { callerId: wish.callerId });
	return written.outreachId;
}

/** The desk ends some outreach that still runs; their callers need do nothing more. Gives how many. */
export async function closeOutreaches(actor: Actor, outreachIds: readonly string[]): Promise<number> {
	authorize(actor, 'outreach.ask');
	return inNetwork(actor, async (db) => {
		const closed = await db
			.updateTable('outreach')
			.set({ state: 'closed', closedAt: new Date() })
			.where('outreachId', 'in', [...outreachIds])
			.where('state', 'in', ['asked', 'willing', 'sent'])
			.returning('outreachId')
			.execute();
		for (const { outreachId } of closed) await writeAudit(db, actor, 'outreach.close', outreachId);
		return closed.length;
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
