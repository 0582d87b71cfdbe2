import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { nameColumns, namePairs } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import { stageName, tieName, type Stage, type Tie } from '#returning/outreach/outreach.ts';
import { stageOf } from '#returning/outreach/outreaches.server.ts';
import { momentFilter } from '#seeing/people-list/filters.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { choiceOf, dayCell, eitherOf } from '#seeing/tables/columns.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';
import { ofPeople } from '#seeing/tables/of-person.server.ts';

/** One outreach in the desk's list. */
type OutreachRow = Required<Named> & {
	personId: string;
	caller: Named;
	stage: Stage;
	tie: Tie;
	askedAt: Date;
	sentAt: Date | null;
	isOwnMail: boolean;
	followedUpAt: Date | null;
};
type Column = ListColumn<OutreachRow>;

/**
 * Who was asked to write to whom, and how far it came, the latest first. What the caller was told and what is written
 * between the two is no part of it.
 */
const outreachList = (actor: Actor): List<OutreachRow> => ({
	name: 'outreach',
	source: (search) => sql`(
		select o.outreach_id, o.tie, o.asked_at, o.sent_at, o.by_own_mail,
			${stageOf} as stage, coalesce(n.sort, '') as sort, coalesce(k.sort, '') as caller_sort
		from outreach o
		left join directory.person_row n on n.network_id = o.network_id
			and n.person_id = o.person_id
		left join directory.person_row k on k.network_id = o.network_id
			and k.person_id = o.caller_id
		where ${search ?? sql`true`}
	) o`,
	id: sql`o.outreach_id`,
	...ofPeople((people) => sql<boolean>`(o.person_id in ${people} or o.caller_id in ${people})`),
	select: sql`
		${nameColumns('p')}, o.person_id, jsonb_build_object(${namePairs('k')}) as caller, ${stageOf} as stage,
		o.tie, o.asked_at, o.sent_at, o.by_own_mail as is_own_mail, o.followed_up_at`,
	joins: sql`
		join outreach o on o.outreach_id = page.id
		join person p on p.person_id = o.person_id
		join person k on k.person_id = o.caller_id`,
	usualSort: 'asked',
	isUsuallyDown: true,
	columns: [...whoAndWhom(actor), ...progress()]
});

const whoAndWhom = ({ locale }: Actor): Column[] => [
	{
		key: 'name',
		label: m.outreach_whom,
		isUsual: true,
		sort: { by: sql`o.sort`, as: 'text' },
		cell: (row) => ({ text: fullName(row, locale) })
	},
	{
		key: 'caller',
		label: m.outreach_caller,
		isUsual: true,
		sort: { by: sql`o.caller_sort`, as: 'text' },
		cell: (row) => ({ text: fullName(row.caller, locale), isShort: true })
	},
	{
		key: 'tie',
		label: m.column_tie,
		isUsual: true,
		filter: choiceOf(sql`o.tie`, tieName),
		cell: (row) => ({ text: tieName[row.tie](), isShort: true })
	}
];

const progress = (): Column[] => [
	{
		key: 'state',
		label: m.column_state,
		isUsual: true,
		sort: { by: sql`o.stage`, as: 'text' },
		filter: choiceOf(sql`o.stage`, stageName),
		cell: ({ stage }) => ({ text: stageName[stage](), tone: toneOf(stage) })
	},
	{
		key: 'asked',
		label: m.column_asked,
		isUsual: true,
		sort: { by: sql`o.asked_at`, as: 'timestamptz' },
		filter: momentFilter(sql`o.asked_at`),
		cell: (row) => dayCell(row.askedAt)
	},
	{
		key: 'sent',
		label: m.column_written,
		isUsual: true,
		sort: { by: sql`coalesce(o.sent_at, '-infinity')`, as: 'timestamptz' },
		filter: momentFilter(sql`o.sent_at`),
		cell: (row) => dayCell(row.sentAt)
	},
	{
		key: 'own',
		label: m.outreach_own_mail,
		filter: eitherOf(sql`o.by_own_mail`, m.table_yes, m.table_no),
		cell: (row) => ({ text: row.isOwnMail ? m.table_yes() : m.table_no() })
	},
	{ key: 'followed', label: m.outreach_followed_up, cell: (row) => dayCell(row.followedUpAt) }
];

const toneOf = (stage: Stage) => {
	if (stage === 'answered' || stage === 'talking') return 'good';
	return stage === 'asked' || stage === 'willing' ? 'warm' : 'plain';
};

/** Outreach at the desk. */
export const outreach: DeskList<OutreachRow> = {
	list: outreachList,
	linked: ({ locale }) => ({
		hrefOf: (_id, row) => `/desk/people/${row.personId}`,
		nameOf: (row) => fullName(row, locale)
	}),
	permission: 'outreach.ask',
	exported: byTheDesk,
	begin: freshenRows
};
