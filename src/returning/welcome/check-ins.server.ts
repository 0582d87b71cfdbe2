import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { SaidKind } from '../rehires/rehire.ts';
import type { Feeling, Shown, Side, Stage } from './welcome.ts';

type Due = { rehireId: string; stage: Stage; to: string };

/**
 * Runs once a day. Asks the rejoiner and their leader, each for themselves, when a check-in is due. Someone who has
 * left again is not asked, nor is their leader.
 */
export async function askCheckIns(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		const { rows: due } = await sql<Due>`
			update check_in k
			set asked_at = now()
			from welcome w
			join rehire r using (network_id, rehire_id)
			join tenure t on t.tenure_id = r.tenure_id
			where w.rehire_id = k.rehire_id
				and k.asked_at is null
				and k.due_on <= (select network_today())
				and ${goesOn('t')}
				and (k.side = 'rejoiner' or w.leader_id is not null)
			returning k.rehire_id, k.stage,
				case k.side when 'rejoiner' then r.person_id else w.leader_id end as to
		`.execute(db);
		for (const { rehireId, stage, to } of due)
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

const checkIns = sql`
	check_in k
	join welcome w using (network_id, rehire_id)
	join rehire r using (network_id, rehire_id)
	join person p on p.person_id = r.person_id
`;
const checkInColumns = sql`
	k.rehire_id, k.stage, k.side, k.due_on, k.answered_at,
	k.feeling, k.words, k.shown_to, k.would_tell,
	r.person_id, r.returned_on, jsonb_build_object(${namePairs('p')}) as person
`;
const isFor = (personId: string) =>
	sql`case k.side when 'rejoiner' then r.person_id else w.leader_id end = ${personId}::uuid`;

/** The check-ins that wait for the actor's answer, as rejoiner or as leader. */
export async function openCheckIns(actor: Actor): Promise<CheckIn[]> {
	authorize(actor, 'check_in.answer');
	const { rows } = await readNetwork(actor, (db) =>
		sql<CheckIn>`
			select ${checkInColumns}
			from ${checkIns}
			where ${isFor(actor.personId)} and k.asked_at is not null and k.answered_at is null
			order by k.due_on desc
			limit 10
		`.execute(db)
	);
	return rows;
}

type Shared = { words: string; feeling: Feeling };
export type OwnCheckIn = CheckIn & { other: Shared | null; said: SaidKind[] };

/** One's own check-in, with what the other side wrote for both to read. Throws NotFound for someone else's. */
export async function ownCheckIn(actor: Actor, rehireId: string, stage: Stage): Promise<OwnCheckIn> {
	authorize(actor, 'check_in.answer');
	return readNetwork(actor, async (db) => {
		const { rows } = await sql<CheckIn>`
			select ${checkInColumns}
			from ${checkIns}
			where k.rehire_id = ${rehireId}::uuid
				and k.stage = ${stage}
				and ${isFor(actor.personId)}
				and k.asked_at is not null
		`.execute(db);
		const [own] = rows;
		if (!own) throw new NotFound('No such check-in');
		const [other, said] = await Promise.all([sharedByOther(db, own), saidOf(db, rehireId)]);
		return { ...own, other, said };
	});
}

async function sharedByOther(db: Db, { rehireId, stage, side }: CheckIn): Promise<Shared | null> {
	const shared = await db
		.selectFrom('checkIn')
		.select(['words', 'feeling'])
		.where('rehireId', '=', rehireId)
		.where('stage', '=', stage)
		.where('side', '<>', side)
		.where('shownTo', '=', 'both')
		.executeTakeFirst();
	return (shared as Shared | undefined) ?? null;
}

async function saidOf(db: Db, rehireId: string): Promise<SaidKind[]> {
	const rows = await db.selectFrom('rehireSaid').select('what').where('rehireId', '=', rehireId).execute();
	return rows.map((row) => row.what as SaidKind);
}

export type CheckInAnswer = {
	feeling: Feeling;
	words: string;
	shownTo: Shown;
	wouldTell: boolean | null;
	said: SaidKind[];
};

/**
 * Answers one's own check-in, or changes the answer. What a rejoiner says brought them back is kept beside the rules
 * of attribution. A rejoiner who would tell their story is named to the desk. Throws NotFound.
 */
export async function answerCheckIn(
	actor: Actor,
	rehireId: string,
	stage: Stage,
	{ said, ...answer }: CheckInAnswer
): Promise<void> {
	authorize(actor, 'check_in.answer');
	await inNetwork(actor, async (db) => {
		const side = await lockOwnSide(db, actor, rehireId, stage);
		const isRejoiner = side === 'rejoiner';
		await db
			.updateTable('checkIn')
			.set({ ...answer, wouldTell: isRejoiner ? answer.wouldTell : null, answeredAt: new Date() })
			.where('rehireId', '=', rehireId)
			.where('stage', '=', stage)
			.where('side', '=', side)
			.execute();
		if (!isRejoiner) return;
		await keepSaid(db, actor, rehireId, said);
		if (answer.wouldTell) await tellDesk(db, actor, rehireId);
	});
}

/** Locks the actor's check-in and gives whether they are the rejoiner or the leader. Throws NotFound. */
async function lockOwnSide(db: Db, actor: Actor, rehireId: string, stage: Stage): Promise<Side> {
	const { rows } = await sql<{ side: Side }>`
		select k.side
		from check_in k
		join welcome w using (network_id, rehire_id)
		join rehire r using (network_id, rehire_id)
		where k.rehire_id = ${rehireId}::uuid
			and k.stage = ${stage}
			and ${isFor(actor.personId)}
			and k.asked_at is not null
		for update of k
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such check-in');
	return rows[0].side;
}

async function keepSaid(
	db: Db,
	{ networkId }: InNetwork,
	rehireId: string,
	said: readonly SaidKind[]
): Promise<void> {
	await db.deleteFrom('rehireSaid').where('rehireId', '=', rehireId).execute();
	if (said.length === 0) return;
	await db
		.insertInto('rehireSaid')
		.values(said.map((what) => ({ networkId, rehireId, what })))
		.execute();
}

async function tellDesk(db: Db, actor: Actor, rehireId: string): Promise<void> {
	const desk = await stewards(db);
	await notify(db, actor, {
		kind: 'would_tell',
		to: desk.map((steward) => steward.personId),
		by: actor.personId,
		subjectId: rehireId,
		path: `/desk/rehires/${rehireId}`,
		about: actor.familyName
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

/**
 * The check-ins of a rehire for the desk: which were answered. Feeling and words are there only if they were meant
 * for the desk. The look is written to the audit log.
 */
export async function checkInsAtDesk(actor: Actor, rehireId: string): Promise<CheckInAtDesk[]> {
	authorize(actor, 'rehire.record');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<CheckInAtDesk>`
			select side, stage, due_on, asked_at, answered_at, would_tell,
				case when shown_to in ('desk', 'both') then feeling end as feeling,
				case when shown_to in ('desk', 'both') then words end as words
			from check_in
			where rehire_id = ${rehireId}::uuid
			order by side desc, due_on
		`.execute(db);
		await writeAudit(db, actor, 'check_ins.look', rehireId);
		return rows;
	});
}

export type FeelingFigure = { stage: Stage; well: number; fair: number; hard: number };

/** How many rejoiners feel well, fair or hard at each stage. All answers count, whoever may read them. */
export async function feelingFigures(actor: Actor): Promise<FeelingFigure[]> {
	authorize(actor, 'rehire.record');
	const { rows } = await readNetwork(actor, (db) =>
		sql<FeelingFigure>`
			select stage,
				count(*) filter (where feeling = 'well')::int as well,
				count(*) filter (where feeling = 'fair')::int as fair,
				count(*) filter (where feeling = 'hard')::int as hard
			from check_in
			where side = 'rejoiner' and answered_at is not null
			group by stage
			order by min(due_on - (select returned_on from rehire r where r.rehire_id = check_in.rehire_id))
		`.execute(db)
	);
	return rows;
}
