import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import { touchpointName, type TouchpointKind } from '#people/touchpoints/touchpoint.ts';
import * as f from '#platform/locale/format.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import { companyFilter, daysFilter, momentFilter } from '#seeing/people-list/filters.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { dayCell, eitherOf } from '#seeing/tables/columns.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';
import { ofPerson } from '#seeing/tables/of-person.server.ts';

/** One return in the desk's list. */
type RehireRow = Required<Named> & {
	companyJa: string;
	companyEn: string;
	returnedOn: string;
	recordedAt: Date;
	lastKinds: TouchpointKind[];
	hasLeader: boolean;
};

const hasLeader = sql`exists (
	select from welcome w
	where w.rehire_id = r.rehire_id
		and w.leader_id is not null
)`;

/** Those who came back, the latest first. What they say when they are asked how it goes is no part of it. */
const rehireList = (actor: Actor): List<RehireRow> => ({
	name: 'rehires',
	source: (search) => sql`(
		select r.*, coalesce(n.sort, '') as sort
		from rehire r
		left join directory.person_row n on n.network_id = r.network_id
			and n.person_id = r.person_id
		where ${search ?? sql`true`}
	) r`,
	id: sql`r.rehire_id`,
	...ofPerson(sql`r.person_id`),
	select: sql`
		${nameColumns('p')}, r.returned_on, r.recorded_at, ${hasLeader} as has_leader,
		c.name_ja as company_ja, c.name_en as company_en,
		(
			select coalesce(array_agg(t.kind), '{}')
			from attribution a
			join touchpoint t on t.happened_at = a.happened_at and t.touchpoint_id = a.touchpoint_id
			where a.rehire_id = r.rehire_id
				and a.rule = 'last'
		) as last_kinds`,
	joins: sql`
		join rehire r on r.rehire_id = page.id
		join person p on p.person_id = r.person_id
		join company c on c.company_id = r.company_id`,
	usualSort: 'returned',
	isUsuallyDown: true,
	columns: columns(actor)
});

const lettersInLine = 16;
/** A company's name stays in one line, but for a long one. */
const companyCell = (text: string) => ({ text, isShort: text.length <= lettersInLine });

const columns = ({ locale }: Actor): ListColumn<RehireRow>[] => [
	{
		key: 'name',
		label: m.column_name,
		isUsual: true,
		sort: { by: sql`r.sort`, as: 'text' },
		cell: (row) => ({ text: fullName(row, locale) })
	},
	{
		key: 'company',
		label: m.company,
		isUsual: true,
		sort: { by: sql`r.company_id`, as: 'uuid' },
		filter: companyFilter(locale, sql`r.company_id`),
		cell: (row) => companyCell(locale === 'ja' ? row.companyJa : row.companyEn)
	},
	{
		key: 'returned',
		label: m.rehire_day,
		isUsual: true,
		sort: { by: sql`r.returned_on`, as: 'date' },
		filter: daysFilter(sql`r.returned_on`),
		cell: (row) => dayCell(row.returnedOn)
	},
	{
		key: 'last',
		label: m.rule_last,
		isUsual: true,
		cell: ({ lastKinds }) => ({
			text: f.list(lastKinds.map((kind) => touchpointName[kind]())) || m.rule_none()
		})
	},
	{
		key: 'welcome',
		label: m.welcome_title,
		isUsual: true,
		filter: eitherOf(hasLeader, m.welcome_arranged, m.welcome_not_arranged),
		cell: (row) => ({
			text: row.hasLeader ? m.welcome_arranged() : m.welcome_not_arranged(),
			tone: row.hasLeader ? 'good' : 'plain'
		})
	},
	{
		key: 'recorded',
		label: m.column_recorded,
		sort: { by: sql`r.recorded_at`, as: 'timestamptz' },
		filter: momentFilter(sql`r.recorded_at`),
		cell: (row) => dayCell(row.recordedAt)
	}
];

/** The returns at the desk. */
export const rehires: DeskList<RehireRow> = {
	list: rehireList,
	linked: ({ locale }) => ({
		hrefOf: (id) => `/desk/rehires/${id}`,
		nameOf: (row) => fullName(row, locale)
	}),
	permission: 'rehire.record',
	exported: byTheDesk,
	begin: freshenRows
};
