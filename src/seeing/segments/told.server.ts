import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { ListFilter } from '#platform/table/list.server.ts';
import { uuid, type Option } from '#platform/table/table.ts';

/* What people were told: changes that answer their reason, letters, stories and openings. */

const offered = 40;

type Told = { kind: 'change' | 'letter' | 'opening'; id: string; title: string };
const kindName: Record<Told['kind'], (said: { title: string }) => string> = {
	change: m.segment_told_change,
	letter: m.segment_told_letter,
	opening: m.segment_told_opening
};

async function thingsTold(db: Db): Promise<Option[]> {
	const { rows } = await sql<Told>`
		select kind, id, title
		from (
			select 'change' as kind, change_id as id, title, published_at as at
			from change
			where status = 'published'
			union all
			select 'letter', letter_id, title, published_at
			from letter
			where status = 'published'
			union all
			select 'opening', o.opening_id, o.title, max(t.told_at)
			from opening o
			join opening_told t on t.opening_id = o.opening_id
			group by o.opening_id, o.title
		) told
		order by at desc
		limit ${offered}
	`.execute(db);
	return rows.map(({ kind, id, title }) => ({ value: id, label: kindName[kind]({ title }) }));
}

const wasTold = (values: string[]) => sql<boolean>`exists (
	select
	from (${toldOf(values)}) t
	where t.person_id = r.person_id
)`;

const toldOf = (values: string[]) => sql`
	select mt.person_id
	from match mt
	where mt.change_id = any (${ids(values)}::uuid[])
	union all
	select nt.person_id
	from notification nt
	where nt.kind = 'letter'
		and nt.subject_id = any (${ids(values)}::uuid[])
	union all
	select lr.person_id
	from letter_reader lr
	where lr.letter_id = any (${ids(values)}::uuid[])
	union all
	select ot.person_id
	from opening_told ot
	where ot.opening_id = any (${ids(values)}::uuid[])
`;
const ids = (values: string[]) => values.filter((value) => uuid.test(value));

export const toldFilter: ListFilter = {
	kind: 'choice',
	options: thingsTold,
	fits: wasTold
};

export const notToldFilter: ListFilter = {
	kind: 'choice',
	options: thingsTold,
	fits: (values) => sql<boolean>`not ${wasTold(values)}`
};
