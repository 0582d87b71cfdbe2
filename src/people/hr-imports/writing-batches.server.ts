import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { AtWork } from './pieces.server.ts';
import { settleDifferences } from './taking-over.server.ts';
import { writeDepartures } from './writing-departures.server.ts';
import { writeNew } from './writing-new.server.ts';
import { writeManagers, writePeople } from './writing-people.server.ts';

type InImport = AtWork & { hrImportId: string };
type Write = (db: Db) => Promise<void>;
/** How the rows of new people are written, and those of people whom the network had. */
type Writes = { fresh: Write; known: Write };

/** Writes rows of `hr_import_row` into the network. `rows` is a query of ours for them, in brackets. */
export async function writeRows(db: Db, where: InImport, rows: RawBuilder<unknown>): Promise<void> {
	await inTwoParts(db, where, rows, {
		fresh: writeNew,
		known: async () => {
			await writePeople(db);
			await writeDepartures(db);
		}
	});
}

/** Managers can stand anywhere in the file, so that they are written before the tenures that name them. */
export async function writeManagersFirst(db: Db, where: InImport): Promise<void> {
	await findLeaders(db, where);
	const rows = sql`(
		select r.*
		from hr_import_row r
		join leader using (person_id)
		where r.network_id = ${where.networkId}::uuid
			and r.hr_import_id = ${where.hrImportId}::uuid
	)`;
	await inTwoParts(db, where, rows, { fresh: writeManagers, known: writeManagers });
}

/**
 * Writes first the rows of new people, then those of people whom the network had. What changes of these is traced,
 * so that it can be undone (undoing.server.ts); what is new can simply be taken away again.
 */
async function inTwoParts(db: Db, where: InImport, rows: RawBuilder<unknown>, writes: Writes): Promise<void> {
	await leaveRowsForLater(db);
	if (await takeBatch(db, rows, sql`r.is_new`)) await writes.fresh(db);
	await dropBatch(db);
	if (await takeBatch(db, rows, sql`not r.is_new`)) {
		await settleDifferences(db);
		await traceFrom(db, where.hrImportId);
		await writes.known(db);
		await traceFrom(db, null);
	}
	await dropBatch(db);
}

/** Lets the database trace for an import what this transaction changes from here on, or no longer. */
async function traceFrom(db: Db, hrImportId: string | null): Promise<void> {
	await sql`select set_config('okaeri.hr_import', ${hrImportId ?? ''}, true)`.execute(db);
}

/** The desk's list of people takes over what this transaction writes when the import is done (`people_list.freshen`). */
async function leaveRowsForLater(db: Db): Promise<void> {
	await sql`select set_config('okaeri.rows_later', 'yes', true)`.execute(db);
}

async function dropBatch(db: Db): Promise<void> {
	await sql`drop table if exists batch, latest`.execute(db);
}

/**
 * Makes the temporary table `leader`: the people of the file whom others name as their manager. In two steps, after
 * each of which the planner knows how much there is.
 */
async function findLeaders(db: Db, { networkId, hrImportId }: InImport): Promise<void> {
	await sql`
		create temporary table led_by on commit drop as
		select distinct manager_number as number
		from hr_import_row
		where network_id = ${networkId}
			and hr_import_id = ${hrImportId}
			and manager_number <> ''
	`.execute(db);
	await sql`analyze led_by`.execute(db);
	await sql`
		create temporary table leader on commit drop as
		select distinct r.person_id
		from hr_import_row r
		join led_by using (number)
		where r.network_id = ${networkId}
			and r.hr_import_id = ${hrImportId}
			and r.effect is not null
	`.execute(db);
	await sql`analyze leader`.execute(db);
}

type Any = { isAny: boolean };

/**
 * Makes the temporary table `batch`: those of `rows` that fit `which`. It ends with the transaction. False where
 * there are none. `taken` will hold the fields of a known person that are taken over; `stay_id` is for a new tenure.
 * `is_alone` marks a new person's only row in it.
 */
async function takeBatch(db: Db, rows: RawBuilder<unknown>, which: RawBuilder<unknown>): Promise<boolean> {
	await sql`
		create temporary table batch on commit drop as
		select
			r.*,
			i.company_id,
			r.effect = 'new_person' and count(*) over (partition by r.person_id) = 1 as is_alone,
			'{}'::text[] as taken,
			new_id() as stay_id
		from ${rows} r
		join hr_import i using (network_id, hr_import_id)
		where ${which}
			and r.effect is not null
	`.execute(db);
	await sql`analyze batch`.execute(db);
	const { rows: found } = await sql<Any>`select exists (select from batch) as is_any`.execute(db);
	return found[0]!.isAny;
}
