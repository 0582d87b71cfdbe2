import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import type { WhyLeft } from './undo.ts';

type Reference = { relation: string; columnName: string };
type Added = { added: number };

/**
 * Makes the temporary tables `touched` (whom the import added or changed) and `kept` (those among them on whom
 * somebody acted since, and how). Nobody in `kept` is undone.
 */
export async function findActedOn(db: Db, hrImportId: string): Promise<void> {
	await findTouched(db, hrImportId);
	const isSince = (moment: RawBuilder<unknown>) =>
		sql`${moment} >= (select loading_at from hr_import where hr_import_id = ${hrImportId}::uuid)`;
	await keep(db, 'joined', sql`membership x`, isSince(sql`x.joined_at`));
	await keep(
		db,
		'invited',
		sql`invitation x join invitation_wave w using (network_id, wave_id)`,
		isSince(sql`greatest(x.sent_at, w.made_at)`)
	);
	await keep(db, 'written_to', sql`mail x`, isSince(sql`x.created_at`));
	await keep(db, 'written_to', sql`touchpoint x`, isSince(sql`x.happened_at`));
	await keepMendedNew(db, hrImportId);
	await keepMendedKnown(db, hrImportId);
	await keepReferredTo(db);
	while (await keepManagers(db)) continue;
}

async function findTouched(db: Db, hrImportId: string): Promise<void> {
	await sql`
		create temporary table touched on commit drop as
		select person_id, bool_or(is_new) as is_new
		from (
			select person_id, is_new
			from hr_import_row
			where hr_import_id = ${hrImportId}::uuid
				and is_new
				and effect is not null
			union all
			select person_id, false
			from hr_import_trace
			where hr_import_id = ${hrImportId}::uuid
				and person_id is not null
		) p
		group by person_id
	`.execute(db);
	await sql`create unique index on touched (person_id)`.execute(db);
	await sql`create temporary table kept (person_id uuid primary key, why text not null) on commit drop`.execute(
		db
	);
	await sql`analyze touched`.execute(db);
}

/** Keeps whom a table names in its `person_id`. `from` calls the table `x`. */
async function keep(
	db: Db,
	why: WhyLeft,
	from: RawBuilder<unknown>,
	which: RawBuilder<unknown>
): Promise<void> {
	await sql`
		insert into kept (person_id, why)
		select distinct x.person_id, ${why}
		from ${from}
		join touched t on t.person_id = x.person_id
		where ${which}
		on conflict do nothing
	`.execute(db);
}

/** Keeps new people of whom something is otherwise than the file told it: a name, an address and its basis, a tenure. */
async function keepMendedNew(db: Db, hrImportId: string): Promise<void> {
	const rowOf = rowsOf(hrImportId);
	await keep(
		db,
		'mended',
		sql`person x`,
		sql`${isNew} and (
			x.present_company is not null
			or x.headline is not null
			or not exists (
				select from ${rowOf('x.personId')}
					and r.family_name = x.family_name
					and coalesce(r.given_name, '') = x.given_name
					and coalesce(r.family_kana, '') = x.family_kana
			)
		)`
	);
	await keep(
		db,
		'mended',
		sql`contact x`,
		sql`${isNew} and (
			x.basis is not null
			or x.do_not_contact
			or not exists (select from ${rowOf('x.personId')} and r.email = x.email)
		)`
	);
	await keep(
		db,
		'mended',
		sql`employee_number x`,
		sql`${isNew} and not exists (select from ${rowOf('x.personId')} and r.number = x.number)`
	);
	await keepMendedTenures(db, hrImportId);
}

const isNew = sql`t.is_new`;
/** The rows of a person in the file. `person` is a column of ours, never input. */
const rowsOf = (hrImportId: string) => (person: string) => sql`
	hr_import_row r
	where r.hr_import_id = ${hrImportId}::uuid
		and r.person_id = ${sql.ref(person)}
		and r.effect is not null
`;

async function keepMendedTenures(db: Db, hrImportId: string): Promise<void> {
	const rowOf = rowsOf(hrImportId);
	await keep(
		db,
		'mended',
		sql`tenure x`,
		sql`${isNew} and not exists (
			select from ${rowOf('x.personId')}
				and r.started_on = x.started_on
				and r.ended_on is not distinct from x.ended_on
				and coalesce(r.department, '') = x.department
				and coalesce(r.title, '') = x.title
				and coalesce(r.employment, '') = x.employment
		)`
	);
	await keep(
		db,
		'mended',
		sql`departure x`,
		sql`${isNew} and (
			x.learned_from <> 'hr_file'
			or x.counting_view in ('revisited', 'desk')
			or exists (select from departure_reason o where o.tenure_id = x.tenure_id and o.view <> 'stated')
			or exists (select from departure_word o where o.tenure_id = x.tenure_id and o.view <> 'stated')
			or exists (select from reason_suggestion o where o.tenure_id = x.tenure_id and o.settled_at is not null)
		)`
	);
}

/** Keeps people of whom a traced row is no longer as the import left it. What the engine reads by itself does not count. */
async function keepMendedKnown(db: Db, hrImportId: string): Promise<void> {
	const bare = (row: RawBuilder<unknown>) => sql`
		${row} - 'read_at' - case when ${row} ->> 'counting_view' in ('revisited', 'desk') then '' else 'counting_view' end
	`;
	await sql`
		insert into kept (person_id, why)
		select distinct last.person_id, 'mended'
		from (
			select distinct on (
				x.relation, x.person_id,
				coalesce(x.after, x.before) ->> 'tenure_id',
				coalesce(x.after, x.before) ->> 'view',
				coalesce(x.after, x.before) ->> 'code',
				coalesce(x.after, x.before) ->> 'number'
			) x.*
			from hr_import_trace x
			where x.hr_import_id = ${hrImportId}::uuid
				and x.relation not in ('match', 'reason_suggestion')
				and x.person_id is not null
			order by 
				x.relation, x.person_id,
				coalesce(x.after, x.before) ->> 'tenure_id',
				coalesce(x.after, x.before) ->> 'view',
				coalesce(x.after, x.before) ->> 'code',
				coalesce(x.after, x.before) ->> 'number',
				x.trace_no desc
		) last
		cross join lateral traced_now(last.relation, coalesce(last.after, last.before)) as current_row
		where (${bare(sql`current_row`)}) is distinct from (${bare(sql`last.after`)})
			and not (last.after is null and last.relation = 'departure_reason' and (current_row ->> 'is_read')::bool)
		on conflict do nothing
	`.execute(db);
}

/** Keeps new people whom any other table refers to, by the catalogue of foreign keys: what is made later is not forgotten. */
async function keepReferredTo(db: Db): Promise<void> {
	const { rows: references } = await sql<Reference>`
		select c.conrelid::regclass::text as relation, a.attname as column_name
		from pg_constraint c
		join pg_attribute a on a.attrelid = c.conrelid
			and a.attnum = c.conkey[array_length(c.conkey, 1)]
		where c.contype = 'f'
			and c.confrelid = 'public.person'::regclass
			and c.conparentid = 0
			and c.conrelid not in (
				'public.contact'::regclass, 'public.employee_number'::regclass,
				'public.tenure'::regclass, 'public.departure'::regclass
			)
		order by 1, 2
	`.execute(db);
	for (const { relation, columnName } of references)
		await sql`
			insert into kept (person_id, why)
			select distinct t.person_id, 'named'
			from touched t
			join ${sql.raw(relation)} x on x.${sql.raw(columnName)} = t.person_id
			where t.is_new
			on conflict do nothing
		`.execute(db);
}

/** Keeps new people who lead someone who stays. True while there are more: who leads those stays too. */
async function keepManagers(db: Db): Promise<boolean> {
	const { rows } = await sql<Added>`
		with added as (
			insert into kept (person_id, why)
			select distinct t.person_id, 'named'
			from touched t
			join tenure x on x.manager_id = t.person_id
			where t.is_new
				and not exists (
					select from touched o
					where o.person_id = x.person_id
						and not exists (select from kept k where k.person_id = o.person_id)
				)
			on conflict do nothing
			returning person_id
		)
		select count(*)::int as added from added
	`.execute(db);
	return rows[0]!.added > 0;
}
