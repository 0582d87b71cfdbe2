import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { nameColumns, namePairs } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import * as f from '#platform/locale/format.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import { wayName, type TalkState, type Way } from '#returning/casual-talks/talk.ts';
import { momentFilter } from '#seeing/people-list/filters.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { choiceOf, momentCell } from '#seeing/tables/columns.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';
import { ofPeople } from '#seeing/tables/of-person.server.ts';

/** One talk in the desk's list: who talks with whom and when. */
type TalkRow = Required<Named> & {
	alumnusId: string;
	startsAt: Date;
	state: TalkState;
	way: Way;
	pool: string | null;
	hosts: Named[];
};

const stateName: Record<TalkState, () => string> = {
	booked: m.talk_state_booked,
	missed: m.talk_state_missed,
	cancelled: m.talk_state_cancelled
};

/** No talk is so long. The index is read from there on, and not from the first talk that ever was. */
const longestTalk = sql`interval '1 day'`;

/**
 * The talks still to come. What they are about and where they are held is between those who talk: neither is read here, and
 * a talk that is over stands in no list of the desk (rule 4).
 */
const talkList = (actor: Actor): List<TalkRow> => ({
	name: 'talks',
	source: (search) => sql`(
		select k.talk_id, k.alumnus_id, k.starts_at, k.state, k.way, k.pool_id,
			coalesce(n.sort, '') as sort
		from casual_talk k
		left join directory.person_row n on n.network_id = k.network_id
			and n.person_id = k.alumnus_id
		where k.ends_at > now()
			and k.starts_at > now() - ${longestTalk}
			and ${search ?? sql`true`}
	) k`,
	id: sql`k.talk_id`,
	...ofPeople(
		(people) => sql<boolean>`(
			k.alumnus_id in ${people}
			or k.talk_id in (
				select h.talk_id
				from casual_talk_host h
				where h.host_id in ${people}
			)
		)`
	),
	select: sql`
		${nameColumns('p')}, k.alumnus_id, k.starts_at, k.state, k.way,
		(
			select o.name
			from talk_pool o
			where o.pool_id = k.pool_id
		) as pool,
		(
			select coalesce(jsonb_agg(jsonb_build_object(${namePairs('h')}) order by h.person_id), '[]')
			from casual_talk_host x
			join person h on h.person_id = x.host_id
			where x.talk_id = k.talk_id
		) as hosts`,
	joins: sql`
		join casual_talk k on k.talk_id = page.id
		join person p on p.person_id = k.alumnus_id`,
	usualSort: 'when',
	columns: columns(actor)
});

const columns = ({ locale }: Actor): ListColumn<TalkRow>[] => [
	{
		key: 'name',
		label: m.talks_alumnus,
		isUsual: true,
		sort: { by: sql`k.sort`, as: 'text' },
		cell: (row) => ({ text: fullName(row, locale) })
	},
	{
		key: 'when',
		label: m.talk_when,
		isUsual: true,
		sort: { by: sql`k.starts_at`, as: 'timestamptz' },
		filter: momentFilter(sql`k.starts_at`),
		cell: (row) => momentCell(row.startsAt)
	},
	{
		key: 'host',
		label: m.talks_host,
		isUsual: true,
		cell: (row) => ({
			text: f.list(row.hosts.map((host) => fullName(host, locale))),
			isShort: row.hosts.length === 1
		})
	},
	{
		key: 'state',
		label: m.column_state,
		isUsual: true,
		sort: { by: sql`k.state`, as: 'text' },
		filter: choiceOf(sql`k.state`, stateName),
		cell: ({ state }) => ({ text: stateName[state](), tone: state === 'booked' ? 'good' : 'plain' })
	},
	{
		key: 'way',
		label: m.column_way,
		filter: choiceOf(sql`k.way`, wayName),
		cell: (row) => ({ text: wayName[row.way]() })
	},
	{ key: 'pool', label: m.column_pool, cell: (row) => ({ text: row.pool ?? '' }) }
];

/** The talks still to come, at the desk. */
export const talks: DeskList<TalkRow> = {
	list: talkList,
	linked: ({ locale }) => ({
		hrefOf: (_id, row) => `/desk/people/${row.alumnusId}`,
		nameOf: (row) => fullName(row, locale)
	}),
	permission: 'talks.see',
	exported: byTheDesk,
	begin: freshenRows
};
