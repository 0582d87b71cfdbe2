import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import type { Named } from '#people/persons/person.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { findActedOn } from './acted-on.server.ts';
import { allowLongWork } from './long-work.server.ts';
import { hoursToUndo, type WhyLeft } from './undo.ts';

type InImport = InNetwork & { hrImportId: string };
export type Left = Named & { personId: string; why: WhyLeft };

/**
 * The desk takes an import back, within 24 hours after it was loaded. The worker does it. Throws NotFound for an
 * import that is not loaded, or was loaded longer ago.
 */
export async function undoImport(actor: Actor, hrImportId: string): Promise<void> {
	authorize(actor, 'hr_import.load');
	await inNetwork(actor, async (db) => {
		const { numAffectedRows } = await sql`
			update hr_import
			set status = 'undoing', undone_by = ${actor.personId}::uuid
			where hr_import_id = ${hrImportId}::uuid
				and status = 'written'
				and loading_at is not null
				and finished_at > now() - make_interval(hours => ${hoursToUndo})
		`.execute(db);
		if (!numAffectedRows) throw new NotFound('No such import, or loaded too long ago');
		await writeAudit(db, actor, 'hr_import.undo', hrImportId);
		await leaveJob(db, 'hr_import.undo', { networkId: actor.networkId, hrImportId });
	});
}

/**
 * Undoes an import in one transaction: whom it added is taken away, and what it changed of others is as it was.
 * People on whom somebody acted since are left as they are, and named. Safe to run again.
 */
export async function undoHrRows({ networkId, hrImportId }: InImport): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const found = await db
			.selectFrom('hrImport')
			.select('hrImportId')
			.where('hrImportId', '=', hrImportId)
			.where('status', '=', 'undoing')
			.forNoKeyUpdate()
			.executeTakeFirst();
		if (!found) return;
		await allowLongWork(db);
		await findActedOn(db, hrImportId);
		await takeBackTraced(db, hrImportId);
		await takeAwayNew(db);
		await noteUndone(db, { networkId, hrImportId });
	});
}

/** Puts back what the import changed of people whom the network had, the last change first. */
async function takeBackTraced(db: Db, hrImportId: string): Promise<void> {
	await sql`
		create temporary table told on commit drop as
		select (after ->> 'tenure_id')::uuid as tenure_id
		from hr_import_trace
		where hr_import_id = ${hrImportId}::uuid
			and relation = 'departure_word'
			and before is null
			and person_id not in (select person_id from kept)
	`.execute(db);
	await forgetReadings(db);
	const isChildDeleted = sql`(after is null and relation not in ('departure', 'tenure', 'contact', 'person'))`;
	await takeBack(db, hrImportId, sql`not ${isChildDeleted}`);
	await takeBack(db, hrImportId, isChildDeleted);
}

/** What went with a departure that was removed comes after it, whichever was traced first. */
async function takeBack(db: Db, hrImportId: string, which: RawBuilder<unknown>): Promise<void> {
	await sql`
		select take_back(x.relation, x.before, x.after)
		from (
			select relation, before, after
			from hr_import_trace
			where hr_import_id = ${hrImportId}::uuid
				and person_id not in (select person_id from kept)
				and ${which}
			order by trace_no desc
		) x
	`.execute(db);
}

/** Forgets what was read from words that the import brought. */
async function forgetReadings(db: Db): Promise<void> {
	await sql`
		delete from reason_suggestion s
		using told
		where s.tenure_id = told.tenure_id
			and s.view = 'stated'
			and s.settled_at is null
	`.execute(db);
	await sql`
		delete from departure_reason r
		using told
		where r.tenure_id = told.tenure_id
			and r.view = 'stated'
			and r.is_read
	`.execute(db);
	await sql`
		update departure d
		set counting_view = null
		from told
		where d.tenure_id = told.tenure_id
			and d.counting_view = 'stated'
			and not exists (
				select from departure_reason r
				where r.tenure_id = d.tenure_id
					and r.view = 'stated'
			)
	`.execute(db);
}

/** Takes away whom the import added. Departures and their reasons go with their tenures. */
async function takeAwayNew(db: Db): Promise<void> {
	const added = sql`(
		select person_id
		from touched
		where is_new
			and person_id not in (select person_id from kept)
	)`;
	for (const table of ['tenure', 'employee_number', 'contact', 'person'])
		await sql`
			delete from ${sql.table(table)}
			where person_id in ${added}
		`.execute(db);
}

async function noteUndone(db: Db, { networkId, hrImportId }: InImport): Promise<void> {
	await sql`
		insert into hr_import_left (network_id, hr_import_id, person_id, why)
		select ${networkId}::uuid, ${hrImportId}::uuid, person_id, why
		from kept
	`.execute(db);
	await sql`
		update hr_import
		set status = 'undone', undone_at = now()
		where hr_import_id = ${hrImportId}::uuid
	`.execute(db);
	await forgetTraces(db, hrImportId);
	await leaveStandingChanged(db, { networkId });
}

async function forgetTraces(db: Db, hrImportId: string): Promise<void> {
	await db.deleteFrom('hrImportTrace').where('hrImportId', '=', hrImportId).execute();
}

const leftShown = 200;

/** Whom an undoing left as they are, the first 200 by name. */
export async function leftByUndoing(where: InNetwork, hrImportId: string): Promise<Left[]> {
	return readNetwork(where, async (db) => {
		const { rows } = await sql<Left>`
			select l.person_id, l.why, ${nameColumns('p')}
			from hr_import_left l
			join person p using (network_id, person_id)
			where l.hr_import_id = ${hrImportId}::uuid
			order by p.family_kana, p.given_kana, l.person_id
			limit ${leftShown}
		`.execute(db);
		return rows;
	});
}
