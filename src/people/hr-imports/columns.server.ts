import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { enough, type Columns } from './columns.ts';

/**
 * The desk says which column is what, and the file is read again. The next file with the same headings is read so
 * too. Throws Invalid where the name or the date of joining is missing, or where there is no such column, and
 * NotFound for an import that is loaded already.
 */
export async function setColumns(actor: Actor, hrImportId: string, columns: Columns): Promise<void> {
	authorize(actor, 'hr_import.load');
	if (!enough(columns)) throw new Invalid('columns_missing', 'columns');
	await inNetwork(actor, async (db) => {
		const headings = await headingsOf(db, hrImportId);
		if (Object.values(columns).some((at) => at >= headings.length))
			throw new Invalid('not_usable', 'columns');
		await readAgain(db, hrImportId, { columns: JSON.stringify(columns), columnsByHand: true });
		await rememberHeadings(db, actor, headings, columns);
		await writeAudit(db, actor, 'hr_import.columns', hrImportId);
		await leaveJob(db, 'hr_import.read', { networkId: actor.networkId, hrImportId });
	});
}

/** The desk chooses the sheet of a workbook, and the file is read again. Throws NotFound where there is none. */
export async function setSheet(actor: Actor, hrImportId: string, sheet: string): Promise<void> {
	authorize(actor, 'hr_import.load');
	await inNetwork(actor, async (db) => {
		const found = await db
			.selectFrom('hrImport')
			.select('sheets')
			.where('hrImportId', '=', hrImportId)
			.executeTakeFirst();
		if (!found?.sheets?.includes(sheet)) throw new NotFound('No such sheet');
		await readAgain(db, hrImportId, { sheet, columnsByHand: false });
		await writeAudit(db, actor, 'hr_import.sheet', hrImportId);
		await leaveJob(db, 'hr_import.read', { networkId: actor.networkId, hrImportId });
	});
}

async function headingsOf(db: Db, hrImportId: string): Promise<string[]> {
	const found = await db
		.selectFrom('hrImport')
		.select('headings')
		.where('hrImportId', '=', hrImportId)
		.executeTakeFirst();
	return found?.headings ?? [];
}

type Wish = { columns: string; columnsByHand: true } | { sheet: string; columnsByHand: false };

/** A file whose table was found can be read otherwise until it is loaded, also where the reading failed. */
async function readAgain(db: Db, hrImportId: string, wish: Wish): Promise<void> {
	const { numUpdatedRows } = await db
		.updateTable('hrImport')
		.set({
			...wish,
			status: 'reading',
			problem: null,
			rowsRead: 0,
			rowsWritten: 0,
			bytesRead: 0
		})
		.where('hrImportId', '=', hrImportId)
		.where('rowsWritten', '=', 0)
		.where((by) =>
			by.or([by('status', '=', 'read'), by('problem', 'in', ['columns_missing', 'no_header'])])
		)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new NotFound('No such import, or already loaded');
}

const headingsAtMost = 500;

async function rememberHeadings(
	db: Db,
	{ networkId, personId }: Actor,
	headings: string[],
	columns: Columns
): Promise<void> {
	if (headings.length > headingsAtMost || headings.every((heading) => heading === '')) return;
	await sql`
		insert into hr_import_heading (network_id, headings, headings_md5, columns, said_by)
		values (
			${networkId}::uuid, ${headings}::text[], md5(${headings}::text[]::text),
			${JSON.stringify(columns)}::jsonb, ${personId}::uuid
		)
		on conflict (network_id, headings_md5) do update
		set columns = excluded.columns, said_by = excluded.said_by, said_at = now()
	`.execute(db);
}
