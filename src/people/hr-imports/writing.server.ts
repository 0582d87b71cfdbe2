import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

const rowsAtOnce = 5000;

/** The desk has seen the preview and wants the rows loaded. The worker does it. Throws NotFound unless the import is read. */
export async function loadRows(actor: Actor, hrImportId: string): Promise<void> {
	authorize(actor, 'hr_import.load');
	await inNetwork(actor, async (db) => {
		if (!(await startWriting(db, hrImportId))) throw new NotFound('No such import, or not read yet');
		await writeAudit(db, actor, 'hr_import.write', hrImportId);
		await leaveJob(db, 'hr_import.write', { networkId: actor.networkId, hrImportId });
	});
}

/** Marks a read import as being written. False where there is none. */
export async function startWriting(db: Db, hrImportId: string): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('hrImport')
		.set({ status: 'writing' })
		.where('hrImportId', '=', hrImportId)
		.where('status', '=', 'read')
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/**
 * Writes an import's rows into the network, 5,000 to a transaction that also notes how far it came: after a crash the
 * next run goes on from there, and nothing is written twice.
 */
export async function writeHrRows(where: InNetwork & { hrImportId: string }): Promise<void> {
	while (await inNetwork(where, (db) => writeNext(db, where))) continue;
}

async function writeNext(
	db: Db,
	{ networkId, hrImportId }: InNetwork & { hrImportId: string }
): Promise<boolean> {
	const job = await db
		.selectFrom('hrImport')
		.select(['status', 'rowsRead', 'rowsWritten', 'companyId'])
		.where('hrImportId', '=', hrImportId)
		.forUpdate()
		.executeTakeFirst();
	if (job?.status !== 'writing') return false;
	if (job.rowsWritten >= job.rowsRead) {
		await sql`select learn_sizes()`.execute(db);
		await tieManagers(db, hrImportId, job.companyId);
		await db
			.updateTable('hrImport')
			.set({ status: 'written', finishedAt: new Date() })
			.where('hrImportId', '=', hrImportId)
			.execute();
		await db.deleteFrom('hrImportPiece').where('hrImportId', '=', hrImportId).execute();
		await leaveJob(db, 'reasons.read', { networkId }, { key: `reasons.read:${networkId}` });
		await leaveJob(
			db,
			'standing.changed',
			{ networkId },
			{ key: `standing.changed:${networkId}`, after: 1 }
		);
		return false;
	}
	const through = Math.min(job.rowsWritten + rowsAtOnce, job.rowsRead);
	await takeBatch(db, { networkId, hrImportId }, job.companyId, job.rowsWritten, through);
	await writePeople(db);
	await writeDepartures(db);
	await db
		.updateTable('hrImport')
		.set({ rowsWritten: through })
		.where('hrImportId', '=', hrImportId)
		.execute();
	return true;
}

async function takeBatch(
	db: Db,
	{ networkId, hrImportId }: InNetwork & { hrImportId: string },
	companyId: string,
	after: number,
	through: number
): Promise<void> {
	await sql`create temporary table batch on commit drop as
		select r.*, ${companyId}::uuid as company_id from hr_import_row r
		where r.network_id = ${networkId} and r.hr_import_id = ${hrImportId} and r.row_no > ${after} and r.row_no <= ${through} and r.effect is not null`.execute(
		db
	);
	await sql`analyze batch`.execute(db);
}

async function writePeople(db: Db): Promise<void> {
	await sql`insert into person (network_id, person_id, family_name, given_name, family_kana, given_kana, locale, time_zone)
		select distinct on (r.person_id) r.network_id, r.person_id, r.family_name, r.given_name, r.family_kana, r.given_kana, n.locale, n.time_zone
		from batch r join network n using (network_id) order by r.person_id, r.row_no on conflict do nothing`.execute(
		db
	);
	await sql`insert into employee_number (network_id, company_id, number, person_id)
		select distinct network_id, company_id, number, person_id from batch where number <> '' on conflict do nothing`.execute(
		db
	);
	await sql`insert into contact (network_id, person_id, email)
		select distinct on (person_id) network_id, person_id, email from batch where email <> '' and not 'address_shared' = any (findings) order by person_id, row_no on conflict do nothing`.execute(
		db
	);
	await sql`insert into tenure (network_id, person_id, company_id, started_on, ended_on, department, title, employment)
		select network_id, person_id, company_id, started_on, ended_on, department, title, employment from batch
		on conflict (network_id, person_id, company_id, started_on) do update
			set ended_on = excluded.ended_on, department = excluded.department, title = excluded.title, employment = excluded.employment
			where (tenure.ended_on, tenure.department, tenure.title, tenure.employment) is distinct from (excluded.ended_on, excluded.department, excluded.title, excluded.employment)`.execute(
		db
	);
	await sql`update batch r set tenure_id = t.tenure_id from tenure t
		where t.network_id = r.network_id and t.person_id = r.person_id and t.company_id = r.company_id and t.started_on = r.started_on and r.tenure_id is distinct from t.tenure_id`.execute(
		db
	);
}

async function writeDepartures(db: Db): Promise<void> {
	await sql`insert into departure (network_id, tenure_id, person_id, left_on, learned_from, is_latest)
		select network_id, tenure_id, person_id, ended_on, 'hr_file', false from batch where ended_on is not null
		on conflict (network_id, tenure_id) do update set left_on = excluded.left_on where departure.left_on <> excluded.left_on`.execute(
		db
	);
	await sql`delete from departure d using batch r where d.network_id = r.network_id and d.tenure_id = r.tenure_id and r.ended_on is null and d.learned_from = 'hr_file'`.execute(
		db
	);
	await sql`insert into departure_word (network_id, tenure_id, view, words, said_on)
		select network_id, tenure_id, 'stated', reason_words, ended_on from batch where ended_on is not null and reason_words <> '' on conflict do nothing`.execute(
		db
	);
	await sql`insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select network_id, tenure_id, 'stated', reason_code, ended_on from batch where ended_on is not null and reason_code is not null on conflict do nothing`.execute(
		db
	);
	await sql`update departure d set counting_view = 'stated' from batch r where d.network_id = r.network_id and d.tenure_id = r.tenure_id and d.counting_view is null and r.reason_code is not null`.execute(
		db
	);
	await sql`create temporary table latest on commit drop as select distinct on (d.network_id, d.person_id) d.network_id, d.person_id, d.tenure_id
		from (select distinct network_id, person_id from batch) r join tenure t using (network_id, person_id) join departure d using (network_id, tenure_id)
		order by d.network_id, d.person_id, d.left_on desc, d.tenure_id`.execute(db);
	await sql`analyze latest`.execute(db);
	await sql`update departure d set is_latest = false from latest l where d.network_id = l.network_id and d.person_id = l.person_id and d.tenure_id <> l.tenure_id and d.is_latest`.execute(
		db
	);
	await sql`update departure d set is_latest = true from latest l where d.network_id = l.network_id and d.tenure_id = l.tenure_id and not d.is_latest`.execute(
		db
	);
}

async function tieManagers(db: Db, hrImportId: string, companyId: string): Promise<void> {
	await sql`update tenure t set manager_id = n.person_id
		from hr_import_row r join employee_number n on n.company_id = ${companyId} and n.number = r.manager_number
		where r.hr_import_id = ${hrImportId} and r.effect is not null and r.manager_number <> '' and n.person_id <> r.person_id
			and t.person_id = r.person_id and t.company_id = ${companyId} and t.started_on = r.started_on and t.manager_id is distinct from n.person_id`.execute(
		db
	);
}
