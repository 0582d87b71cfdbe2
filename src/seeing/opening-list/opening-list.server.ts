import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import {
	audienceName,
	employmentName,
	openingStateName,
	type Audience,
	type Employment,
	type OpeningState
} from '#returning/openings/opening.ts';
import { companyFilter, daysFilter, momentFilter } from '#seeing/people-list/filters.server.ts';
import { choiceOf, dayCell, eitherOf, numberCell, wordsIn } from '#seeing/tables/columns.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';

/** One opening in the desk's list. */
type OpeningRow = {
	title: string;
	language: 'ja' | 'en';
	companyJa: string;
	companyEn: string;
	state: OpeningState;
	place: string;
	employment: Employment;
	audience: Audience;
	isRemote: boolean;
	owner: Named | null;
	checkedOn: string;
	closesOn: string | null;
	openedAt: Date | null;
	applications: number;
};
type Column = ListColumn<OpeningRow>;

/** Applications to an opening that were not taken back. */
const applications = sql`(
	select count(*)::int
	from application a
	where a.opening_id = o.opening_id
		and a.status <> 'withdrawn'
)`;

/** The openings of the network, the latest first. */
const openingList = (actor: Actor): List<OpeningRow> => ({
	name: 'openings',
	source: (search) => sql`(
		select o.*
		from opening o
		where ${search ?? sql`true`}
	) o`,
	id: sql`o.opening_id`,
	search: (words) => sql<boolean>`strpos(
		directory.fold(o.title || ' ' || o.business || ' ' || o.place),
		directory.fold(${words}::text)
	) > 0`,
	select: sql`
		o.title, o.language, o.state, o.place, o.employment, o.audience, o.remote as is_remote,
		o.checked_on, o.closes_on, o.opened_at, ${applications} as applications,
		c.name_ja as company_ja, c.name_en as company_en,
		case when p.person_id is not null then jsonb_build_object(${namePairs('p')}) end as owner`,
	joins: sql`
		join opening o on o.opening_id = page.id
		join company c on c.company_id = o.company_id
		left join person p on p.person_id = o.owner_id`,
	usualSort: 'added',
	isUsuallyDown: true,
	columns: [...about(actor), ...standing(), ...conditions(actor)]
});

const about = ({ locale }: Actor): Column[] => [
	{
		key: 'title',
		label: m.opening_title,
		isUsual: true,
		sort: { by: sql`o.title`, as: 'text' },
		filter: wordsIn(sql`o.title`),
		cell: (row) => ({ text: row.title, lang: row.language })
	},
	{
		key: 'company',
		label: m.company,
		isUsual: true,
		sort: { by: sql`o.company_id`, as: 'uuid' },
		filter: companyFilter(locale, sql`o.company_id`),
		cell: (row) => ({ text: locale === 'ja' ? row.companyJa : row.companyEn })
	}
];

const standing = (): Column[] => [
	{
		key: 'state',
		label: m.column_state,
		isUsual: true,
		sort: { by: sql`o.state`, as: 'text' },
		filter: choiceOf(sql`o.state`, openingStateName),
		cell: ({ state }) => ({
			text: openingStateName[state](),
			tone: state === 'open' ? 'good' : state === 'draft' ? 'warm' : 'plain'
		})
	},
	{
		key: 'checked',
		label: m.opening_checked_on,
		isUsual: true,
		sort: { by: sql`o.checked_on`, as: 'date' },
		filter: daysFilter(sql`o.checked_on`),
		cell: (row) => dayCell(row.checkedOn)
	},
	{
		key: 'closes',
		label: m.opening_closes_on,
		isUsual: true,
		sort: { by: sql`coalesce(o.closes_on, 'infinity')`, as: 'date' },
		filter: daysFilter(sql`o.closes_on`),
		cell: (row) => dayCell(row.closesOn)
	},
	{
		key: 'applications',
		label: m.applications_title,
		isUsual: true,
		sort: { by: applications, as: 'int' },
		cell: (row) => numberCell(row.applications)
	},
	{
		key: 'added',
		label: m.column_opened,
		sort: { by: sql`o.opening_id`, as: 'uuid' },
		filter: momentFilter(sql`o.opened_at`),
		cell: (row) => dayCell(row.openedAt)
	}
];

const conditions = ({ locale }: Actor): Column[] => [
	{
		key: 'place',
		label: m.column_place,
		sort: { by: sql`o.place`, as: 'text' },
		filter: wordsIn(sql`o.place`),
		cell: (row) => ({ text: row.place })
	},
	{
		key: 'employment',
		label: m.opening_employment,
		filter: choiceOf(sql`o.employment`, employmentName),
		cell: (row) => ({ text: employmentName[row.employment]() })
	},
	{
		key: 'remote',
		label: m.opening_remote,
		filter: eitherOf(sql`o.remote`, m.table_yes, m.table_no),
		cell: (row) => ({ text: row.isRemote ? m.table_yes() : m.table_no() })
	},
	{
		key: 'audience',
		label: m.opening_audience,
		filter: choiceOf(sql`o.audience`, audienceName),
		cell: (row) => ({ text: audienceName[row.audience]() })
	},
	{
		key: 'owner',
		label: m.opening_owner,
		cell: (row) => ({ text: row.owner ? fullName(row.owner, locale) : '' })
	}
];

/** The openings at the desk. */
export const openings: DeskList<OpeningRow> = {
	list: openingList,
	linked: () => ({ hrefOf: (id) => `/desk/openings/${id}`, nameOf: (row) => row.title }),
	permission: 'opening.write',
	exported: byTheDesk
};
