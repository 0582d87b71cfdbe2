import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { eventKindName, type EventKind } from '#gathering/events/event.ts';
import { seesWithin } from '#gathering/groups/visibility.server.ts';
import { namePairs } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import { momentFilter } from '#seeing/people-list/filters.server.ts';
import { choiceOf, dayCell, momentCell, numberCell, wordsIn } from '#seeing/tables/columns.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';

/** One event in the desk's list. */
type EventRow = {
	title: string;
	startsAt: Date;
	state: State;
	kind: EventKind;
	place: string;
	groupName: string | null;
	host: Named;
	capacity: number | null;
	going: number;
	waiting: number;
	came: number;
	announcedAt: Date;
};
type Column = ListColumn<EventRow>;

const stateName = {
	ahead: m.events_desk_ahead,
	over: m.events_desk_over,
	cancelled: m.event_cancelled
};
type State = keyof typeof stateName;
const state = sql`case
	when e.state = 'cancelled' then 'cancelled'
	when e.ends_at > now() then 'ahead'
	else 'over'
end`;

/** Replies to an event that fit a condition. */
const replies = (condition: string) => sql`(
	select count(*)::int
	from event_reply r
	where r.event_id = e.event_id
		and ${sql.raw(condition)}
)`;
const waiting = replies(`r.answer = 'waiting'`);
const came = replies('r.came_at is not null');

/** The events that the desk may see, the latest first. What is inside a group that is closed to it is in none of its lists. */
const eventList = (actor: Actor): List<EventRow> => ({
	name: 'events',
	source: (search) => sql`(
		select e.*
		from event e
		where ${seesWithin(actor, sql`e.group_id`)}
			and ${search ?? sql`true`}
	) e`,
	id: sql`e.event_id`,
	search: (words) => sql<boolean>`strpos(
		directory.fold(e.title || ' ' || e.place),
		directory.fold(${words}::text)
	) > 0`,
	select: sql`
		e.title, e.starts_at, e.kind, e.place, e.capacity, e.going, e.announced_at,
		${state} as state, ${waiting} as waiting, ${came} as came,
		g.name as group_name, jsonb_build_object(${namePairs('p')}) as host`,
	joins: sql`
		join event e on e.event_id = page.id
		join person p on p.person_id = e.host_id
		left join "group" g on g.group_id = e.group_id`,
	usualSort: 'starts',
	isUsuallyDown: true,
	columns: [...about(actor), ...counts(), ...further()]
});

const about = ({ locale }: Actor): Column[] => [
	{
		key: 'title',
		label: m.event_title,
		isUsual: true,
		sort: { by: sql`e.title`, as: 'text' },
		filter: wordsIn(sql`e.title`),
		cell: (row) => ({ text: row.title })
	},
	{
		key: 'starts',
		label: m.event_starts,
		isUsual: true,
		sort: { by: sql`e.starts_at`, as: 'timestamptz' },
		filter: momentFilter(sql`e.starts_at`),
		cell: (row) => momentCell(row.startsAt)
	},
	{
		key: 'state',
		label: m.column_state,
		isUsual: true,
		filter: choiceOf(state, stateName),
		cell: (row) => ({
			text: stateName[row.state](),
			tone: row.state === 'ahead' ? 'good' : row.state === 'cancelled' ? 'warm' : 'plain'
		})
	},
	{
		key: 'host',
		label: m.events_desk_host,
		isUsual: true,
		cell: (row) => ({ text: fullName(row.host, locale), isShort: true })
	}
];

const counts = (): Column[] => [
	{
		key: 'going',
		label: m.events_desk_going,
		isUsual: true,
		sort: { by: sql`e.going`, as: 'int' },
		cell: (row) => numberCell(row.going)
	},
	{
		key: 'waiting',
		label: m.events_desk_waiting,
		isUsual: true,
		sort: { by: waiting, as: 'int' },
		cell: (row) => numberCell(row.waiting)
	},
	{
		key: 'came',
		label: m.events_desk_came,
		isUsual: true,
		sort: { by: came, as: 'int' },
		cell: (row) => numberCell(row.came)
	},
	{
		key: 'capacity',
		label: m.event_capacity,
		sort: { by: sql`coalesce(e.capacity, 0)`, as: 'int' },
		cell: (row) => (row.capacity === null ? { text: '' } : numberCell(row.capacity))
	}
];

const further = (): Column[] => [
	{
		key: 'kind',
		label: m.event_where,
		filter: choiceOf(sql`e.kind`, eventKindName),
		cell: (row) => ({ text: eventKindName[row.kind]() })
	},
	{
		key: 'place',
		label: m.event_place,
		sort: { by: sql`e.place`, as: 'text' },
		filter: wordsIn(sql`e.place`),
		cell: (row) => ({ text: row.place })
	},
	{
		key: 'group',
		label: m.events_desk_group,
		filter: wordsIn(sql`coalesce((select vg.name from "group" vg where vg.group_id = e.group_id), '')`),
		cell: (row) => ({ text: row.groupName ?? '' })
	},
	{
		key: 'announced',
		label: m.events_desk_announced,
		sort: { by: sql`e.announced_at`, as: 'timestamptz' },
		filter: momentFilter(sql`e.announced_at`),
		cell: (row) => dayCell(row.announcedAt)
	}
];

/** The events at the desk. */
export const events: DeskList<EventRow> = {
	list: eventList,
	linked: () => ({ hrefOf: (id) => `/events/${id}`, nameOf: (row) => row.title }),
	permission: 'event.decide',
	exported: byTheDesk
};
