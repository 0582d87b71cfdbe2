import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Named } from '#people/persons/person.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import type { SaidKind } from '../rehires/rehire.ts';
import type { Feeling, Shown, Side, Stage } from './welcome.ts';

/** Once a day: asks the rejoiner and their leader, each for themselves, when the time has come. Who has left again is not asked. */
export async function askCheckIns(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows } = await sql<{
			rehireId: string;
			stage: Stage;
			side: Side;
			to: string;
		}>`update check_in k set asked_at = now() from welcome w join rehire r using (network_id, rehire_id) join tenure t on t.tenure_id = r.tenure_id
			where w.rehire_id = k.rehire_id and k.asked_at is null and k.due_on <= current_date and t.ended_on is null and (k.side = 'rejoiner' or w.leader_id is not null)
			returning k.rehire_id, k.stage, k.side, case k.side when 'rejoiner' then r.person_id else w.leader_id end as to`.execute(
			db
		);
		for (const { rehireId, stage, to } of rows)
			await notify(db, where, {
				kind: 'check_in',
				to: [to],
				by: null,
				subjectId: rehireId,
				path: `/staff/check-ins/${rehireId}/${stage}`
			});
	});
}

export type CheckIn = {
	rehireId: string;
	stage: Stage;
	side: Side;
	dueOn: string;
	answeredAt: Date | null;
	feeling: Feeling | null;
	words: string;
	shownTo: Shown | null;
	wouldTell: boolean | null;
	personId: string;
	person: Named;
	returnedOn: string;
};

const mine = (personId: string) =>
	sql`case k.side when 'rejoiner' then r.person_id else w.leader_id end = ${personId}::uuid`;
const checkIns = sql`select k.rehire_id, k.stage, k.side, k.due_on, k.answered_at, k.feeling, k.words, k.shown_to, k.would_tell, r.person_id, jsonb_build_object('familyName', p.family_name, 'givenName', p.given_name, 'familyKana', p.family_kana, 'givenKana', p.given_kana) as person, r.returned_on
	from check_in k join welcome w using (network_id, rehire_id) join rehire r using (network_id, rehire_id) join person p on p.person_id = r.person_id`;

/** The check-ins that wait for someone's answer, of either side. */
export async function openCheckIns(actor: Actor): Promise<CheckIn[]> {
	authorize(actor, 'check_in.answer');
	const { rows } = await readNetwork(actor, (db) =>
		sql<CheckIn>`${checkIns} where ${mine(actor.personId)} and k.asked_at is not null and k.answered_at is null order by k.due_on desc limit 10`.execute(
			db
		)
	);
	return rows;
}

/** One's own check-in, with what the other side wrote for both to read. Throws NotFound for anyone else's. */
export async function ownCheckIn(
	actor: Actor,
	rehireId: string,
	stage: Stage
): Promise<CheckIn & { other: { words: string; feeling: Feeling } | null; said: SaidKind[] }> {
	authorize(actor, 'check_in.answer');
	return readNetwork(actor, async (db) => {
		const { rows } =
			await sql<CheckIn>`${checkIns} where k.rehire_id = ${rehireId}::uuid and k.stage = ${stage} and ${mine(actor.personId)} and k.asked_at is not null`.execute(
				db
			);
		if (!rows[0]) throw new NotFound('No such check-in');
		const [other, said] = await Promise.all([
			db
				.selectFrom('checkIn')
				.select(['words', 'feeling'])
				.where('rehireId', '=', rehireId)
				.where('stage', '=', stage)
				.where('side', '<>', rows[0].side)
				.where('shownTo', '=', 'both')
				.executeTakeFirst(),
			db.selectFrom('rehireSaid').select('what').where('rehireId', '=', rehireId).execute()
		]);
		return {
			...rows[0],
			other: (other as { words: string; feeling: Feeling } | undefined) ?? null,
			said: said.map((one) => one.what as SaidKind)
		};
	});
}

export type CheckInAnswer = {
	feeling: Feeling;
	words: string;
	shownTo: Shown;
	wouldTell: boolean | null;
	said: SaidKind[];
};

/** Answers one's own check-in, or answers it anew. What the rejoiner says brought them back is kept beside the rules of attribution. Who would tell their story is named to the desk. Throws NotFound. */
export async function answerCheckIn(
	actor: Actor,
	rehireId: string,
	stage: Stage,
	{ said, ...answer }: CheckInAnswer
): Promise<void> {
	authorize(actor, 'check_in.answer');
	const { networkId } = actor;
	await inNetwork(actor, async (db) => {
		const { rows } = await sql<{
			side: Side;
		}>`select k.side from check_in k join welcome w using (network_id, rehire_id) join rehire r using (network_id, rehire_id) where k.rehire_id = ${rehireId}::uuid and k.stage = ${stage} and ${mine(actor.personId)} and k.asked_at is not null for update of k`.execute(
			db
		);
		const side = rows[0]?.side;
		if (!side) throw new NotFound('No such check-in');
		const isRejoiner = side === 'rejoiner';
		await db
			.updateTable('checkIn')
			.set({ ...answer, wouldTell: isRejoiner ? answer.wouldTell : null, answeredAt: new Date() })
			.where('rehireId', '=', rehireId)
			.where('stage', '=', stage)
			.where('side', '=', side)
			.execute();
		if (!isRejoiner) return;
		await db.deleteFrom('rehireSaid').where('rehireId', '=', rehireId).execute();
		if (said.length > 0)
			await db
				.insertInto('rehireSaid')
				.values(said.map((what) => ({ networkId, rehireId, what })))
				.execute();
		if (!answer.wouldTell) return;
		const desk = await sql<{
			personId: string;
		}>`select person_id from membership where 'steward' = any (roles)`.execute(db);
		await notify(db, actor, {
			kind: 'would_tell',
			to: desk.rows.map((row) => row.personId),
			by: actor.personId,
			subjectId: rehireId,
			path: `/desk/rehires/${rehireId}`,
			about: actor.familyName
		});
	});
}

export type CheckInAtDesk = {
	side: Side;
	stage: Stage;
	dueOn: string;
	askedAt: Date | null;
	answeredAt: Date | null;
	feeling: Feeling | null;
	words: string | null;
	wouldTell: boolean | null;
};

/** The check-ins of a rehire for the desk: that they were answered; feeling and words only where they were meant for the desk. A look is in the audit log. */
export async function checkInsAtDesk(actor: Actor, rehireId: string): Promise<CheckInAtDesk[]> {
	authorize(actor, 'rehire.record');
	return inNetwork(actor, async (db) => {
		const { rows } =
			await sql<CheckInAtDesk>`select side, stage, due_on, asked_at, answered_at, would_tell, case when shown_to in ('desk', 'both') then feeling end as feeling, case when shown_to in ('desk', 'both') then words end as words
			from check_in where rehire_id = ${rehireId}::uuid order by side desc, due_on`.execute(db);
		await writeAudit(db, actor, 'check_ins.look', rehireId);
		return rows;
	});
}

/** How those feel who answered at a stage: counted over all, whoever they let read it. */
export async function feelingFigures(
	actor: Actor
): Promise<{ stage: Stage; well: number; fair: number; hard: number }[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<{
			stage: Stage;
			well: number;
			fair: number;
			hard: number;
		}>`select stage, count(*) filter (where feeling = 'well')::int as well, count(*) filter (where feeling = 'fair')::int as fair, count(*) filter (where feeling = 'hard')::int as hard
		from check_in where side = 'rejoiner' and answered_at is not null group by stage order by min(due_on - (select returned_on from rehire r where r.rehire_id = check_in.rehire_id))`.execute(
			db
		)
	);
	return rows;
}
