import { sql, type RawBuilder } from 'kysely';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Entry } from './merge.ts';

const stays: RawBuilder<unknown> = sql`(
	select coalesce(jsonb_agg(jsonb_build_object(
		'companyId', c.company_id,
		'companyJa', c.name_ja, 'companyEn', c.name_en,
		'startedOn', t.started_on, 'endedOn', t.ended_on,
		'department', t.department,
		'title', t.title, 'employment', t.employment
	) order by t.started_on), '[]')
	from tenure t
	join company c using (network_id, company_id)
	where t.person_id = p.person_id
)`;

/** Two or more people as the desk compares them, in the order of their ids. Those who are removed are left out. */
export async function entriesOf(db: Db, personIds: readonly string[]): Promise<Entry[]> {
	const { rows } = await sql<Entry>`
		select
			p.person_id, p.revision, ${nameColumns('p')},
			coalesce(p.present_company, '') as present_company,
			c.email, c.basis, c.basis_on, c.basis_note, c.mails_per_month,
			coalesce(c.do_not_contact, false) or exists (
				select from left_alone l where l.person_id = p.person_id and l.lifted_at is null
			) as do_not_contact,
			coalesce(c.revision, 0) as contact_revision,
			mb.person_id is not null as is_member,
			array(select n.number from employee_number n where n.person_id = p.person_id order by n.number) as numbers,
			array(select g.tag from person_tag g where g.person_id = p.person_id order by g.tag) as tags,
			(select count(*)::int from person_note o where o.person_id = p.person_id) as notes,
			${stays} as stays
		from person p
		left join contact c using (network_id, person_id)
		left join membership mb using (network_id, person_id)
		where p.person_id = any (${[...personIds]}::uuid[])
			and p.removed_at is null
		order by p.person_id
	`.execute(db);
	return rows;
}
