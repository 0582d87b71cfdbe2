import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import {
	differenceFields,
	type Difference,
	type DifferenceField,
	type DifferenceKind
} from './difference.ts';

const examplesShown = 3;
export const differencesShown = 50;

const columns = sql`
	d.row_no, r.line_no, r.person_id,
	coalesce(p.family_name, r.family_name) as family_name,
	coalesce(p.given_name, r.given_name, '') as given_name,
	d.before, d.after, d.is_own, d.is_ticked, d.outcome
`;

function rowsOf(
	hrImportId: string,
	fields: readonly DifferenceField[],
	after: number,
	limit: number
): RawBuilder<Difference & { field: DifferenceField }> {
	return sql<Difference & { field: DifferenceField }>`
		select f.field, x.*
		from unnest(${fields}::text[]) f (field)
		cross join lateral (
			select ${columns}
			from hr_import_difference d
			join hr_import_row r using (network_id, hr_import_id, row_no)
			left join person p on p.network_id = r.network_id
				and p.person_id = r.person_id
			where d.hr_import_id = ${hrImportId}::uuid
				and d.field = f.field
				and d.row_no > ${after}
			order by d.row_no
			limit ${limit}
		) x
	`;
}

type Count = Omit<DifferenceKind, 'examples'>;

/** What the file of an import tells otherwise than the network has it: counted by field, with the first examples. */
export async function differenceKinds(where: InNetwork, hrImportId: string): Promise<DifferenceKind[]> {
	return readNetwork(where, async (db) => {
		const { rows: counts } = await sql<Count>`
			select
				field,
				count(*)::int as all,
				(count(*) filter (where is_ticked))::int as ticked,
				(count(*) filter (where is_own))::int as own,
				(count(*) filter (where outcome = 'taken'))::int as taken
			from hr_import_difference
			where hr_import_id = ${hrImportId}::uuid
			group by field
		`.execute(db);
		const { rows: examples } = await rowsOf(
			hrImportId,
			counts.map(({ field }) => field),
			0,
			examplesShown
		).execute(db);
		return differenceFields.flatMap((field) => {
			const count = counts.find((kind) => kind.field === field);
			return count ? [{ ...count, examples: examples.filter((row) => row.field === field) }] : [];
		});
	});
}

/** The differences of one field, paged by the rows of the file. */
export async function differencesOf(
	actor: Actor,
	hrImportId: string,
	field: DifferenceField,
	after = 0
): Promise<Difference[]> {
	authorize(actor, 'hr_import.load');
	return readNetwork(actor, async (db) => {
		const { rows } = await rowsOf(hrImportId, [field], after, differencesShown).execute(db);
		return rows;
	});
}

/**
 * Ticks all differences of a field, but none that is someone's own word, or unticks all of them. Throws NotFound
 * unless the import waits to be loaded.
 */
export async function tickField(
	actor: Actor,
	hrImportId: string,
	field: DifferenceField,
	isTicked: boolean
): Promise<void> {
	authorize(actor, 'hr_import.load');
	await inNetwork(actor, async (db) => {
		await lockUnwritten(db, hrImportId);
		await sql`
			update hr_import_difference
			set is_ticked = ${isTicked}
			where hr_import_id = ${hrImportId}::uuid
				and field = ${field}
				and outcome is null
				and (not is_own or not ${isTicked})
		`.execute(db);
		await writeAudit(db, actor, 'hr_import.tick', hrImportId, { field, isTicked });
	});
}

/**
 * Ticks differences of a field row by row. `shown` are the rows that the desk had before it, and `ticked` those
 * among them that are to be taken over. Throws NotFound unless the import waits to be loaded.
 */
export async function tickRows(
	actor: Actor,
	hrImportId: string,
	field: DifferenceField,
	shown: readonly number[],
	ticked: readonly number[]
): Promise<void> {
	authorize(actor, 'hr_import.load');
	await inNetwork(actor, async (db) => {
		await lockUnwritten(db, hrImportId);
		await sql`
			update hr_import_difference
			set is_ticked = row_no = any (${ticked}::int[])
			where hr_import_id = ${hrImportId}::uuid
				and field = ${field}
				and outcome is null
				and row_no = any (${shown}::int[])
		`.execute(db);
		await writeAudit(db, actor, 'hr_import.tick', hrImportId, { field, rows: ticked.length });
	});
}

async function lockUnwritten(db: Db, hrImportId: string): Promise<void> {
	const found = await db
		.selectFrom('hrImport')
		.select('hrImportId')
		.where('hrImportId', '=', hrImportId)
		.where('status', '=', 'read')
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!found) throw new NotFound('No such import, or already loaded');
}
