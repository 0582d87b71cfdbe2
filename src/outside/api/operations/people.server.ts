import { sql } from 'kysely';
import { z } from 'zod';
import { nameColumns } from '#people/persons/names.server.ts';
import { day, id, instant, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const companies = resource({
	name: 'companies',
	tag: 'People',
	singular: 'Company',
	summary: 'The companies of the network',
	scope: 'people.read',
	fields: { id, parentId: orNull(id), nameJa: text, nameEn: text },
	rows: sql`
		select company_id as id, parent_id, name_ja, name_en
		from company
	`
});

const people = resource({
	name: 'people',
	tag: 'People',
	singular: 'Person',
	summary: 'Everyone in the network, members or not',
	scope: 'people.read',
	fields: {
		id,
		familyName: text,
		givenName: text,
		familyKana: text,
		givenKana: text,
		roles: z.array(text),
		joinedAt: orNull(instant)
	},
	rows: sql`
		select p.person_id as id,
			${nameColumns('p')},
			coalesce(m.roles, '{}') as roles,
			m.joined_at
		from person p
		left join membership m using (network_id, person_id)
	`
});

const tenures = resource({
	name: 'tenures',
	tag: 'People',
	singular: 'Tenure',
	summary: 'Stays of people at companies',
	scope: 'people.read',
	fields: {
		id,
		personId: id,
		companyId: id,
		startedOn: day,
		endedOn: orNull(day),
		department: text,
		title: text,
		employment: text
	},
	rows: sql`
		select tenure_id as id, person_id, company_id,
			started_on, ended_on, department, title, employment
		from tenure
	`
});

/** Who is in the network, and where they worked. */
export const peopleOperations = [companies, people, tenures].flatMap(({ operations }) => operations);
