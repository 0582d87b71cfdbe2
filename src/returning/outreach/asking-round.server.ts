import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { memberMay } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import type { Job } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { readList, wishOf } from './list.server.ts';
import { listAtMost, spread, tellsReason } from './outreach.ts';
import { saveAsk } from './outreaches.server.ts';
import { callersOfRound, type RoundState } from './rounds.server.ts';

type Round = {
	roundId: string;
	madeBy: string;
	note: string;
	perCaller: number;
	state: RoundState;
	mayAsk: boolean;
	locale: Locale;
	timeZone: string;
};
type Outcome = { personId: string; outcome: string; outreachId: string | null };

/**
 * Works through a round, twenty people at a time, and then tells each caller once of all that they are asked. A round
 * that was stopped, or whose maker may no longer ask, ends there; who was asked by then is told. Runs again from where it
 * broke off.
 */
export async function askRound({ networkId, roundId }: Job<'outreach_round.ask'>): Promise<void> {
	const where = { networkId };
	for (;;) {
		const goesOn = await inNetwork(where, async (db) => {
			const round = await lockRound(db, roundId);
			if (!round) return false;
			const isRunning = round.state === 'running' && round.mayAsk;
			const people = isRunning ? await nextPeople(db, roundId) : [];
			if (people.length > 0) {
				await asReader(round, () => askForSome(db, where, round, people));
				return true;
			}
			await endRound(db, round);
			await tellCallers(db, where, round);
			return false;
		});
		if (!goesOn) return;
	}
}

async function lockRound(db: Db, roundId: string): Promise<Round | undefined> {
	const { rows } = await sql<Round>`
		select
			r.round_id, r.made_by, r.note, r.per_caller, r.state, n.locale, n.time_zone,
			exists (
				select from membership mb
				where mb.person_id = r.made_by
					and ${memberMay('outreach.ask', 'mb')}
			) as may_ask
		from outreach_round r
		join network n using (network_id)
		where r.round_id = ${roundId}::uuid
		for update of r
	`.execute(db);
	return rows[0];
}

async function nextPeople(db: Db, roundId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('outreachRoundPerson')
		.select('personId')
		.where('roundId', '=', roundId)
		.where('outcome', 'is', null)
		.orderBy('place')
		.limit(listAtMost)
		.execute();
	return rows.map(({ personId }) => personId);
}

async function askForSome(
	db: Db,
	{ networkId }: InNetwork,
	round: Round,
	ids: readonly string[]
): Promise<void> {
	const list = await readList(db, ids);
	const load = new Map(
		(await callersOfRound(db, round.roundId)).map(({ personId, count }) => [personId, count])
	);
	const refusals = new Map(list.people.map((person) => [person.personId, list.why(person)]));
	const callable = list.people.filter(({ personId }) => !refusals.get(personId));
	const noteTells = tellingOf(round.note);
	const proposed = spread(
		callable.map(({ personId }) => ({ personId, callers: list.callersOf(personId) })),
		round.perCaller,
		load
	);
	const outcomes: Outcome[] = [];
	for (const personId of ids) {
		const person = list.people.find((one) => one.personId === personId);
		const caller = list.callersOf(personId).find((one) => one.personId === proposed.get(personId));
		const refused = person ? refusals.get(personId) : 'not_member';
		const tells = noteTells(list.secrets.get(personId) ?? []);
		const outcome = refused ?? (tells ? 'by_hand' : caller ? 'asked' : 'callers_full');
		const wish =
			outcome === 'asked' &&
			wishOf({ person: person!, caller: caller!, brief: list.briefs.get(personId), note: round.note });
		const outreachId = wish && (await saveAsk(db, { networkId, personId: round.madeBy }, wish));
		outcomes.push({
			personId,
			outcome: wish && !outreachId ? 'running' : outcome,
			outreachId: outreachId || null
		});
	}
	await saveOutcomes(db, round.roundId, outcomes);
}

/** Whether a note gives one of these reasons away. The same reasons are looked for once. */
function tellingOf(note: string): (confidential: readonly string[]) => boolean {
	const known = new Map<string, boolean>();
	return (confidential) => {
		const key = confidential.toSorted().join(' ');
		if (!known.has(key)) known.set(key, tellsReason(note, confidential));
		return known.get(key)!;
	};
}

async function saveOutcomes(db: Db, roundId: string, outcomes: readonly Outcome[]): Promise<void> {
	await sql`
		update outreach_round_person r
		set outcome = x.outcome, outreach_id = x."outreachId"
		from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb)
			as x("personId" uuid, outcome text, "outreachId" uuid)
		where r.round_id = ${roundId}::uuid
			and r.person_id = x."personId"
	`.execute(db);
}

async function endRound(db: Db, { roundId, mayAsk }: Round): Promise<void> {
	await db
		.updateTable('outreachRound')
		.set({ state: mayAsk ? 'done' : 'stopped', endedAt: new Date() })
		.where('roundId', '=', roundId)
		.where('state', '=', 'running')
		.execute();
}

type Told = { personId: string; locale: Locale };

/** One notification a caller, however many they are asked to write to. */
async function tellCallers(db: Db, where: InNetwork, { roundId, madeBy, timeZone }: Round): Promise<void> {
	const callers = await callersOfRound(db, roundId);
	const { rows } = await sql<Told>`
		select person_id, locale
		from person
		where person_id = any (${callers.map(({ personId }) => personId)}::uuid[])
	`.execute(db);
	const locales = new Map(rows.map(({ personId, locale }) => [personId, locale]));
	for (const { personId, count } of callers)
		await notify(db, where, {
			kind: 'outreach',
			to: [personId],
			by: madeBy,
			subjectId: roundId,
			path: '/staff',
			about: asReader({ locale: locales.get(personId) ?? 'ja', timeZone }, () =>
				m.outreach_round_asked_of_you({ count })
			)
		});
}
