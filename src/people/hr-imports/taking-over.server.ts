import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { isOwnWord } from './comparing.server.ts';
import type { DifferenceField } from './difference.ts';

/** Is a difference of the row `r` of `batch` to be taken over? `field` is our own word, never input. */
export function isTaken(field: DifferenceField, row = 'r'): RawBuilder<boolean> {
	return sql<boolean>`${sql.raw(`'${field}'`)} = any (${sql.raw(row)}.taken)`;
}

/** What the network has now for each field, beside the row that tells it otherwise. */
const now = sql`
	case d.field
		when 'name' then trim(p.family_name || ' ' || p.given_name)
		when 'kana' then trim(p.family_kana || ' ' || p.given_kana)
		when 'email' then c.email
		when 'started_on' then t.started_on::text
		when 'ended_on' then t.ended_on::text
		when 'department' then t.department
		when 'title' then t.title
		when 'employment' then t.employment
		else d.before
	end
`;
const isOfTenure = sql`d.field not in ('name', 'kana', 'email', 'number')`;
const dayTaken = (field: 'started_on' | 'ended_on') => sql`
	case
		when exists (
			select from hr_import_difference x
			where x.hr_import_id = d.hr_import_id
				and x.row_no = d.row_no
				and x.field = ${sql.raw(`'${field}'`)}
				and x.is_ticked
		) then r.${sql.raw(field)}
		else t.${sql.raw(field)}
	end
`;
const beginsLikeAnother = sql`
	d.field = 'started_on'
	and exists (
		select from tenure o
		where o.person_id = r.person_id
			and o.company_id = r.company_id
			and o.started_on = r.started_on
			and o.tenure_id <> r.tenure_id
	)
`;

/**
 * Decides for the rows of `batch` which differences are taken over, and notes it in `batch.taken` and at the
 * difference. One that is ticked is left out where the network has changed since the file was read, where the
 * person has joined since, and where the days would contradict each other.
 */
export async function settleDifferences(db: Db): Promise<void> {
	await sql`
		update hr_import_difference d
		set outcome = case
			when not d.is_ticked then 'kept'
			when ${now} is distinct from d.before
				or (${isOfTenure} and t.tenure_id is null)
				or (d.field in ('name', 'kana', 'email') and ${isOwnWord} and not d.is_own)
				or (d.field in ('started_on', 'ended_on') and ${dayTaken('ended_on')} < ${dayTaken('started_on')})
				or (${beginsLikeAnother})
				then 'changed'
			else 'taken'
		end
		from batch r
		join person p on p.person_id = r.person_id
		left join contact c on c.person_id = r.person_id
		left join membership m on m.person_id = r.person_id
		left join tenure t on t.tenure_id = r.tenure_id
		where d.hr_import_id = r.hr_import_id
			and d.row_no = r.row_no
	`.execute(db);
	await sql`
		update batch r
		set taken = d.fields
		from (
			select row_no, array_agg(field) as fields
			from hr_import_difference
			where hr_import_id = (select hr_import_id from batch limit 1)
				and row_no in (select row_no from batch)
				and outcome = 'taken'
			group by row_no
		) d
		where d.row_no = r.row_no
	`.execute(db);
}

/** Takes over names, addresses and tenures of people whom the network has, where the row's difference is taken. */
export async function takeOver(db: Db): Promise<void> {
	await takeNames(db);
	await takeAddresses(db);
	await takeTenures(db);
}

async function takeNames(db: Db): Promise<void> {
	await sql`
		update person p
		set
			family_name = case when ${isTaken('name')} then r.family_name else p.family_name end,
			given_name = case when ${isTaken('name')} then coalesce(r.given_name, '') else p.given_name end,
			family_kana = case when ${isTaken('kana')} then r.family_kana else p.family_kana end,
			given_kana = case when ${isTaken('kana')} then coalesce(r.given_kana, '') else p.given_kana end
		from batch r
		where p.network_id = r.network_id
			and p.person_id = r.person_id
			and (${isTaken('name')} or ${isTaken('kana')})
	`.execute(db);
}

/**
 * A new address keeps all that the person said about mail. Who complained about mail at the old address is not
 * written to at the new one either.
 */
async function takeAddresses(db: Db): Promise<void> {
	await sql`
		update contact c
		set
			email = r.email,
			hr_import_id = r.hr_import_id,
			do_not_contact = c.do_not_contact or exists (
				select from mail_stop s
				where s.address = c.email
					and s.why = 'complaint'
			)
		from batch r
		where c.network_id = r.network_id
			and c.person_id = r.person_id
			and ${isTaken('email')}
	`.execute(db);
}

async function takeTenures(db: Db): Promise<void> {
	await sql`
		update tenure t
		set
			started_on = case when ${isTaken('started_on')} then r.started_on else t.started_on end,
			ended_on = case when ${isTaken('ended_on')} then r.ended_on else t.ended_on end,
			department = case when ${isTaken('department')} then r.department else t.department end,
			title = case when ${isTaken('title')} then r.title else t.title end,
			employment = case when ${isTaken('employment')} then r.employment else t.employment end,
			manager_id = case when ${isTaken('manager')} then n.person_id else t.manager_id end
		from batch r
		left join employee_number n on n.network_id = r.network_id
			and n.company_id = r.company_id
			and n.number = nullif(r.manager_number, '')
			and n.person_id <> r.person_id
		where t.network_id = r.network_id
			and t.tenure_id = r.tenure_id
			and r.taken && '{started_on, ended_on, department, title, employment, manager}'
	`.execute(db);
}
