import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { countingView } from './reason.ts';
import { asReadBy } from './restricted.server.ts';

export type View = 'stated' | 'revisited' | 'desk';
export type Said = { view: View; codes: string[]; words: string; saidOn: string };

/** The alumnus says again why they left. It stands beside what was stated before, and counts from now on. */
export async function revisitReasons(
	actor: Actor,
	codes: readonly string[],
	words: string,
	today: string
): Promise<void> {
	authorize(actor, 'reasons.say');
	await inNetwork(actor, (db) => writeReasons(db, actor, actor.personId, codes, words, today));
}

/**
 * Writes what a person says about their latest departure into the running transaction. It takes the place
 * of what they said there before. Words without codes are left to the worker to read.
 */
export async function writeReasons(
	db: Db,
	where: InNetwork,
	personId: string,
	codes: readonly string[],
	words: string,
	today: string
): Promise<void> {
	const { networkId } = where;
	const departure = await db
		.selectFrom('departure')
		.select('tenureId')
		.where('personId', '=', personId)
		.where('isLatest', '=', sql.lit(true))
		.executeTakeFirst();
	if (!departure) return;
	const { tenureId } = departure;
	await replaceRevisited(db, where, tenureId, codes, words, today);
	await db
		.updateTable('departure')
		.set({ countingView: await viewThatCounts(db, tenureId) })
		.where('tenureId', '=', tenureId)
		.execute();
	if (words && codes.length === 0)
		await leaveJob(db, 'reasons.read', { networkId }, { key: `reasons.read:${networkId}` });
	await recordTouchpoint(db, where, personId, 'reasons_said', tenureId);
	await leaveJob(db, 'person.spoke', { networkId, personId });
}

async function replaceRevisited(
	db: Db,
	{ networkId }: InNetwork,
	tenureId: string,
	codes: readonly string[],
	words: string,
	today: string
): Promise<void> {
	const said = { networkId, tenureId, view: 'revisited', saidOn: today };
	await db
		.deleteFrom('departureReason')
		.where('tenureId', '=', tenureId)
		.where('view', '=', said.view)
		.execute();
	await takeBackRefusals(db, tenureId, said.view, words ? ['', ...codes] : codes);
	await db
		.deleteFrom('departureWord')
		.where('tenureId', '=', tenureId)
		.where('view', '=', said.view)
		.execute();
	if (codes.length > 0)
		await db
			.insertInto('departureReason')
			.values(codes.map((code) => ({ ...said, code })))
			.execute();
	if (words)
		await db
			.insertInto('departureWord')
			.values({ ...said, words })
			.execute();
}

/** What someone says again is no longer refused. */
async function takeBackRefusals(
	db: Db,
	tenureId: string,
	view: string,
	codes: readonly string[]
): Promise<void> {
	if (codes.length === 0) return;
	await db
		.deleteFrom('refusedReason')
		.where('tenureId', '=', tenureId)
		.where('view', '=', view)
		.where('code', 'in', codes)
		.execute();
}

type ViewDay = { view: View; saidOn: string };

async function viewThatCounts(db: Db, tenureId: string): Promise<View | null> {
	const { rows } = await sql<ViewDay>`
		select view, max(said_on) as said_on
		from departure_reason
		where tenure_id = ${tenureId}
		group by view
	`.execute(db);
	return countingView(Object.fromEntries(rows.map((row) => [row.view, row.saidOn])));
}

/**
 * Everything said about someone's latest departure, by view. Writes no audit: it is for the person
 * themselves.
 */
export async function ownReasons(db: Db, personId: string): Promise<Said[]> {
	const { rows } = await sql<Said>`
		select
			v.view,
			coalesce(array_agg(r.code order by r.code) filter (where r.code is not null), '{}') as codes,
			coalesce(max(w.words), '') as words,
			max(coalesce(r.said_on, w.said_on)) as said_on
		from departure d
		cross join (values ('stated'), ('revisited'), ('desk')) v(view)
		left join departure_reason r on r.tenure_id = d.tenure_id
			and r.view = v.view
		left join departure_word w on w.tenure_id = d.tenure_id
			and w.view = v.view
		where d.person_id = ${personId}
			and d.is_latest
		group by v.view
		having count(r.code) + count(w.words) > 0
	`.execute(db);
	return rows;
}

/**
 * The same for the desk, about any person, without what only a few may read. Every look is written to the audit log.
 */
export async function readReasons(actor: Actor, personId: string): Promise<Said[]> {
	authorize(actor, 'reasons.read');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'reasons.read', personId);
		return asReadBy(actor, await ownReasons(db, personId));
	});
}
