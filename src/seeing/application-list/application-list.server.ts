import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import {
	isRunning,
	statuses,
	statusName,
	statusTone,
	type Status
} from '#returning/applications/application.ts';
import { companyFilter, momentFilter } from '#seeing/people-list/filters.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';
import { choiceOf, dayCell, wordsIn } from '#seeing/tables/columns.server.ts';
import { ofPerson } from '#seeing/tables/of-person.server.ts';

/** One application in the desk's list. */
type ApplicationRow = Required<Named> & {
	status: Status;
	appliedAt: Date;
	changedAt: Date;
	openingTitle: string | null;
	companyJa: string | null;
	companyEn: string | null;
	words: string;
};

const runningFirst = new URLSearchParams(statuses.filter(isRunning).map((status) => ['status', status]));

/** The applications that reached the desk, and how far each came. */
function applicationList(actor: Actor): List<ApplicationRow> {
	return {
		name: 'applications',
		source: (search) => sql`(
			select a.*, coalesce(o.title, '') as title, coalesce(n.sort, '') as sort
			from application a
			left join opening o on o.network_id = a.network_id
				and o.opening_id = a.opening_id
			left join directory.person_row n on n.network_id = a.network_id
				and n.person_id = a.person_id
			where ${search ?? sql`true`}
		) a`,
		id: sql`a.application_id`,
		...ofPerson(sql`a.person_id`),
		select: sql`
			${nameColumns('p')}, a.status, a.applied_at, a.changed_at, a.words,
			o.title as opening_title, c.name_ja as company_ja, c.name_en as company_en`,
		joins: sql`
			join application a on a.application_id = page.id
			join person p on p.person_id = a.person_id
			left join opening o on o.opening_id = a.opening_id
			left join company c on c.company_id = a.company_id`,
		usualSort: 'applied',
		isUsuallyDown: true,
		columns: [...about(actor), ...progress()]
	};
}

type Column = ListColumn<ApplicationRow>;

const about = ({ locale }: Actor): Column[] => [
	{
		key: 'name',
		label: m.column_name,
		isUsual: true,
		sort: { by: sql`a.sort`, as: 'text' },
		cell: (row) => ({ text: fullName(row, locale) })
	},
	{
		key: 'status',
		label: m.column_state,
		isUsual: true,
		sort: { by: sql`a.status`, as: 'text' },
		filter: choiceOf(sql`a.status`, statusName),
		cell: ({ status }) => ({
			text: statusName[status](),
			tone: statusTone(status)
		})
	},
	{
		key: 'opening',
		label: m.column_opening,
		isUsual: true,
		sort: { by: sql`a.title`, as: 'text' },
		filter: wordsIn(sql`a.title`),
		cell: (row) => ({ text: row.openingTitle ?? m.application_to_company() })
	},
	{
		key: 'company',
		label: m.column_company,
		isUsual: true,
		filter: companyFilter(locale, sql`a.company_id`),
		cell: (row) => ({
			text: (locale === 'ja' ? row.companyJa : row.companyEn) ?? m.apply_any_company()
		})
	},
	{ key: 'words', label: m.column_said, cell: (row) => ({ text: row.words }) }
];

const progress = (): Column[] => [
	{
		key: 'applied',
		label: m.column_applied,
		isUsual: true,
		sort: { by: sql`a.applied_at`, as: 'timestamptz' },
		filter: momentFilter(sql`a.applied_at`),
		cell: (row) => dayCell(row.appliedAt)
	},
	{
		key: 'changed',
		label: m.column_changed,
		sort: { by: sql`a.changed_at`, as: 'timestamptz' },
		filter: momentFilter(sql`a.changed_at`),
		cell: (row) => dayCell(row.changedAt)
	}
];

/** The applications at the desk, and those that are still open where nothing else is asked. */
export const applications: DeskList<ApplicationRow> = {
	list: applicationList,
	linked: ({ locale }) => ({
		hrefOf: (id) => `/desk/applications/${id}`,
		nameOf: (row) => fullName(row, locale)
	}),
	permission: 'application.handle',
	exported: byTheDesk,
	usual: runningFirst,
	begin: freshenRows
};
