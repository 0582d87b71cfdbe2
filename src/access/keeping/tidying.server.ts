import { writeAudit } from '#access/audit/audit.server.ts';
import { sql } from 'kysely';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { keepKinds, usualDays, type Days, type KeepKind } from './kinds.ts';
import { rules, type ByFunction, type Rule } from './rules.server.ts';

export type Counts = Partial<Record<KeepKind, number>>;
type Counted = { rows: number };

const atOnce = 1000;

/** For how many days the network keeps each kind. */
export async function daysIn(db: Db): Promise<Days> {
	const set = await db.selectFrom('keeping').select(['kind', 'days']).execute();
	return { ...usualDays, ...Object.fromEntries(set.map(({ kind, days }) => [kind, days])) };
}

/**
 * Deletes what the network keeps no longer, a thousand rows a transaction, so that nobody waits for it, and notes in the
 * audit log how much of which kind it was. Gives these counts. A second run finds nothing.
 */
export async function tidyNetwork(where: InNetwork): Promise<Counts> {
	const days = await readNetwork(where, daysIn);
	const counts: Counts = {};
	for (const kind of keepKinds) {
		const gone = await tidyKind(where, kind, days[kind]);
		if (gone > 0) counts[kind] = gone;
	}
	if (Object.keys(counts).length > 0) await inNetwork(where, (db) => noteTidied(db, where, counts));
	return counts;
}

async function noteTidied(db: Db, { networkId }: InNetwork, counts: Counts): Promise<void> {
	await writeAudit(db, { networkId, personId: null }, 'keeping.tidied', undefined, { counts });
}

async function tidyKind(where: InNetwork, kind: KeepKind, days: number): Promise<number> {
	if (isByFunction(kind)) return inBatches(where, (db) => byFunction(db, kind, days, false));
	let gone = 0;
	for (const rule of rules[kind]) gone += await inBatches(where, (db) => tidyBatch(db, rule, days));
	return gone;
}

async function inBatches(where: InNetwork, batch: (db: Db) => Promise<number>): Promise<number> {
	let gone = 0;
	for (;;) {
		const last = await inNetwork(where, batch);
		gone += last;
		if (last < atOnce) return gone;
	}
}

const oldOf = (days: number) => sql<Date>`(now() - make_interval(days => ${days}))`;

async function tidyBatch(db: Db, { table, isOld, emptied }: Rule, days: number): Promise<number> {
	const old = isOld(oldOf(days));
	const which = sql`
		t.ctid = any (array(
			select t.ctid
			from ${sql.table(table)} t
			where ${old}
			limit ${atOnce}
		))
		and ${old}
	`;
	const { numAffectedRows } = emptied
		? await sql`update ${sql.table(table)} t set ${emptied} where ${which}`.execute(db)
		: await sql`delete from ${sql.table(table)} t where ${which}`.execute(db);
	return Number(numAffectedRows ?? 0);
}

/** How many rows of each kind would go if it were kept for so many days. Nothing is changed. */
export async function countOld(db: Db, days: Days): Promise<Counts> {
	const counts: Counts = {};
	for (const kind of keepKinds) {
		const counted = isByFunction(kind)
			? [await byFunction(db, kind, days[kind], true)]
			: await Promise.all(rules[kind].map((rule) => countRows(db, rule, days[kind])));
		counts[kind] = counted.reduce((sum, rows) => sum + rows, 0);
	}
	return counts;
}

async function countRows(db: Db, { table, isOld }: Rule, days: number): Promise<number> {
	const { rows } = await sql<Counted>`
		select count(*)::int as rows
		from ${sql.table(table)} t
		where ${isOld(oldOf(days))}
	`.execute(db);
	return rows[0]!.rows;
}

const isByFunction = (kind: KeepKind): kind is ByFunction => !(kind in rules);

async function byFunction(db: Db, kind: ByFunction, days: number, isDry: boolean): Promise<number> {
	const { rows } = await sql<Counted>`
		select forget_old(${kind}, ${days}::int, ${atOnce}::int, ${isDry}) as rows
	`.execute(db);
	return rows[0]!.rows;
}
