import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { possibleCallers, type Caller } from './callers.server.ts';
import { spread, tellsReason } from './outreach.ts';
import { tiedOrHesitant } from './worth-calling.server.ts';

type RoundWish = { quadrants: readonly string[]; most: number; perCaller: number };
type Planned = Named & { personId: string; count: number };
/** What would come of a round: whom it would ask for, by caller, and how many would be left without one. */
export type RoundPlan = { people: number; callers: Planned[]; withoutCaller: number };
export type RoundState = 'running' | 'done' | 'stopped';
export type Round = {
	roundId: string;
	madeAt: Date;
	state: RoundState;
	people: number;
	looked: number;
	asked: number;
};
type RoundLeft = Named & { personId: string; outcome: string };
type RoundPage = { round: Round; callers: Planned[]; left: RoundLeft[] };

const roundsShown = 5;
const leftShown = 100;

/** What would come of a round now. Nothing is written but the look, into the audit log. Throws Forbidden. */
export async function planRound(actor: Actor, wish: RoundWish): Promise<RoundPlan> {
	authorize(actor, 'outreach.ask');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'outreach.worth_calling');
		const { ids, callersOf } = await candidates(db, wish);
		const proposed = spread(
			ids.map((personId) => ({ personId, callers: callersOf(personId) })),
			wish.perCaller
		);
		const counts = new Map<string, Planned>();
		for (const [personId, callerId] of proposed) {
			const caller = callersOf(personId).find((possible) => possible.personId === callerId)!;
			const before = counts.get(callerId)?.count ?? 0;
			counts.set(callerId, { ...caller, count: before + 1 });
		}
		const callers = [...counts.values()].toSorted((a, b) => b.count - a.count);
		return { people: proposed.size, callers, withoutCaller: ids.length - proposed.size };
	});
}

async function candidates(db: Db, { quadrants, most }: RoundWish) {
	const people = await tiedOrHesitant(db, sql<boolean>`s.quadrant = any (${[...quadrants]}::text[])`, most);
	const ids = people.map(({ personId }) => personId);
	const callers = new Map<string, Caller[]>();
	for (const caller of await possibleCallers(db, ids)) {
		const known = callers.get(caller.calledId);
		if (known) known.push(caller);
		else callers.set(caller.calledId, [caller]);
	}
	return { ids, callersOf: (personId: string) => callers.get(personId) ?? [] };
}

/**
 * Starts a round over everyone whom it can ask for now; it goes on in the background. Gives its id. Throws Forbidden, and
 * Invalid where a round runs already, where nobody can be asked for, or where the note names a reason: what it could
 * give away of one of them is looked at again when it is their turn.
 */
export async function startRound(actor: Actor, wish: RoundWish, note: string): Promise<string> {
	authorize(actor, 'outreach.ask');
	if (tellsReason(note, [])) throw new Invalid('tells_reason', 'note');
	return inNetwork(actor, async (db) => {
		await db.selectFrom('network').select('networkId').forNoKeyUpdate().executeTakeFirstOrThrow();
		const running = db.selectFrom('outreachRound').select('roundId').where('state', '=', 'running');
		if (await running.executeTakeFirst()) throw new Invalid('round_running', 'form');
		const { ids, callersOf } = await candidates(db, wish);
		const callable = ids.filter((personId) => callersOf(personId).length > 0);
		if (callable.length === 0) throw new Invalid('nobody_to_ask', 'form');
		return saveRound(db, actor, { perCaller: wish.perCaller, note }, callable);
	});
}

async function saveRound(
	db: Db,
	actor: Actor,
	round: { perCaller: number; note: string },
	people: readonly string[]
): Promise<string> {
	const { networkId } = actor;
	const { roundId } = await db
		.insertInto('outreachRound')
		.values({ ...round, networkId, madeBy: actor.personId })
		.returning('roundId')
		.executeTakeFirstOrThrow();
	await sql`
		insert into outreach_round_person (network_id, round_id, person_id, place)
		select ${networkId}::uuid, ${roundId}::uuid, id, place
		from unnest(${[...people]}::uuid[]) with ordinality as x(id, place)
	`.execute(db);
	await leaveJob(db, 'outreach_round.ask', { networkId, roundId });
	await writeAudit(db, actor, 'outreach.round', undefined, { roundId, people: people.length });
	return roundId;
}

/** Stops a round. Whoever was asked already stays asked, and hears of it. Throws Forbidden, NotFound. */
export async function stopRound(actor: Actor, roundId: string): Promise<void> {
	authorize(actor, 'outreach.ask');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('outreachRound')
			.set({ state: 'stopped', endedAt: new Date() })
			.where('roundId', '=', roundId)
			.where('state', '=', 'running')
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such round');
		await leaveJob(db, 'outreach_round.ask', { networkId: actor.networkId, roundId });
		await writeAudit(db, actor, 'outreach.round_stopped', undefined, { roundId });
	});
}

const roundColumns = sql`
	r.round_id, r.made_at, r.state,
	(select count(*)::int from outreach_round_person x where x.round_id = r.round_id) as people,
	(
		select count(*)::int
		from outreach_round_person x
		where x.round_id = r.round_id
			and x.outcome is not null
	) as looked,
	(
		select count(*)::int
		from outreach_round_person x
		where x.round_id = r.round_id
			and x.outcome = 'asked'
	) as asked
`;

/** The last rounds, the latest first. */
export async function latestRounds(actor: Actor): Promise<Round[]> {
	authorize(actor, 'outreach.ask');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Round>`
			select ${roundColumns}
			from outreach_round r
			order by r.round_id desc
			limit ${roundsShown}
		`.execute(db)
	);
	return rows;
}

/** How far a round is: whom it asked so far, by caller, and who was left out and why. Throws Forbidden, NotFound. */
export async function roundAtDesk(actor: Actor, roundId: string): Promise<RoundPage> {
	authorize(actor, 'outreach.ask');
	return readNetwork(actor, async (db) => {
		const [{ rows: rounds }, callers, left] = await Promise.all([
			sql<Round>`
				select ${roundColumns}
				from outreach_round r
				where r.round_id = ${roundId}::uuid
			`.execute(db),
			callersOfRound(db, roundId),
			leftOfRound(db, roundId)
		]);
		if (!rounds[0]) throw new NotFound('No such round');
		return { round: rounds[0], callers, left };
	});
}

/** Who was asked in a round, and for how many. */
export async function callersOfRound(db: Db, roundId: string): Promise<Planned[]> {
	const { rows } = await sql<Planned>`
		select p.person_id, ${nameColumns('p')}, x.count
		from (
			select o.caller_id, count(*)::int as count
			from outreach_round_person r
			join outreach o using (network_id, outreach_id)
			where r.round_id = ${roundId}::uuid
			group by o.caller_id
		) x
		join person p on p.person_id = x.caller_id
		order by x.count desc, p.person_id
	`.execute(db);
	return rows;
}

async function leftOfRound(db: Db, roundId: string): Promise<RoundLeft[]> {
	const { rows } = await sql<RoundLeft>`
		select p.person_id, ${nameColumns('p')}, r.outcome
		from outreach_round_person r
		join person p using (network_id, person_id)
		where r.round_id = ${roundId}::uuid
			and r.outcome <> 'asked'
		order by r.place
		limit ${leftShown}
	`.execute(db);
	return rows;
}
