import { sql, type RawBuilder } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { may } from '#access/policy/policy.ts';
import { rolesShown } from '#access/policy/roles.server.ts';
import { waveName } from '#people/invitations/wave-name.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { fullName, type Named } from '#people/persons/person.ts';
import { departmentIn, titleIn } from '#people/tenures/department-name.ts';
import { freshness, type Quadrant } from '#people/standings/standing.ts';
import * as f from '#platform/locale/format.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import { dayCell } from '#seeing/tables/columns.server.ts';
import {
	companyFilter,
	consentFilter,
	isLeaving,
	momentFilter,
	personState,
	stateFilter,
	tagFilter,
	waveFilter,
	daysFilter,
	yearsAgoFilter
} from './filters.server.ts';
import { quadrantFilter } from './quadrant-filter.server.ts';
import { wordsFilter } from './words-filter.server.ts';
import { segmentColumn, type AskedSegment } from './segment-column.server.ts';
import { familyFirst, findWith, peopleWith, peopleWithBothParts } from './searching.server.ts';
import { consentName, quadrantCell, stateText, type PersonState } from './words.ts';

/** One person in the desk's list. */
export type PersonRow = Required<Named> & {
	companyJa: string | null;
	companyEn: string | null;
	department: string;
	title: string;
	startedOn: string | null;
	leftOn: string | null;
	stayDays: number;
	state: PersonState;
	/** They work here, and their last day is known. */
	isLeaving: boolean;
	roles: string[];
	joinedAt: Date | null;
	invitedAt: Date | null;
	tags: string[];
	email: string | null;
	numbers: string[];
	consents: string[];
	waves: string[];
	quadrant: Quadrant | null;
	saidAt: Date | null;
};
type Column = ListColumn<PersonRow>;

/**
 * The people whom the desk knows, each once. Reasons are no column of it, and where someone stands is one only for who may
 * see that.
 */
export function peopleList(actor: Actor, segments: readonly AskedSegment[] = []): List<PersonRow> {
	const seesQuadrants = may(actor, 'quadrants.people');
	return {
		name: 'people',
		source: (search) =>
			search
				? sql`(select r.* from directory.person_row r where ${search}) r`
				: sql`directory.person_row r`,
		among: (rows) => sql`(${rows}) r`,
		id: sql`r.person_id`,
		search: (words) => isOneOf(peopleWith(words)),
		searchAgain: (words) => isOneOf(peopleWithBothParts(words)),
		find: findWith,
		begin: familyFirst,
		select: selected(),
		joins: sql`
			join directory.person_row r on r.person_id = page.id
			join person p on p.person_id = page.id
			left join contact c on c.person_id = page.id
			left join company co on co.company_id = r.company_id
			left join membership mb on mb.person_id = page.id
			left join standing s on ${seesQuadrants}::boolean
				and s.person_id = page.id
				and s.is_current`,
		usualSort: 'name',
		columns: [
			...about(actor),
			...howReached(),
			...(seesQuadrants ? aboutStanding(new Date()) : []),
			...forTheDesk(),
			...(may(actor, 'segment.keep') ? [segmentColumn(actor, segments)] : [])
		]
	};
}

const isOneOf = (people: RawBuilder<unknown> | undefined) => people && sql<boolean>`r.person_id in ${people}`;

const selected = () => sql`
	${nameColumns('p')}, co.name_ja as company_ja, co.name_en as company_en,
	r.department, r.title, r.stay_days, ${personState} as state, ${isLeaving} as is_leaving,
	${rolesShown('mb')} as roles, r.tags, c.email, s.quadrant, s.said_at,
	nullif(r.started_on, '-infinity') as started_on,
	case when isfinite(r.left_on) then r.left_on end as left_on,
	nullif(r.joined_at, '-infinity') as joined_at,
	nullif(r.invited_at, '-infinity') as invited_at,
	array(
		select n.number
		from employee_number n
		where n.person_id = page.id
		order by n.number
	) as numbers,
	array(
		select k.purpose
		from consent k
		where k.person_id = page.id
			and k.withdrawn_at is null
		order by k.purpose
	) as consents,
	array(
		select ${waveName('w')}
		from invitation i
		join invitation_wave w on w.wave_id = i.wave_id
		where i.person_id = page.id
		order by w.made_at
	) as waves
`;

const about = ({ locale }: Actor): Column[] => [
	{
		key: 'name',
		label: m.column_name,
		isUsual: true,
		sort: { by: sql`r.sort`, as: 'text' },
		cell: (row) => ({ text: fullName(row, locale) })
	},
	{
		key: 'company',
		label: m.column_company,
		isUsual: true,
		sort: { by: sql`r.company_id`, as: 'uuid' },
		filter: companyFilter(locale),
		cell: (row) => ({ text: (locale === 'ja' ? row.companyJa : row.companyEn) ?? '' })
	},
	{
		key: 'department',
		label: m.column_department,
		isUsual: true,
		sort: { by: sql`r.department`, as: 'text' },
		filter: wordsFilter('department'),
		cell: (row) => ({ text: departmentIn(locale, row.department) })
	},
	{
		key: 'title',
		label: m.column_title,
		sort: { by: sql`r.title`, as: 'text' },
		filter: wordsFilter('title'),
		cell: (row) => ({ text: titleIn(locale, row.title) })
	},
	{
		key: 'started',
		label: m.column_started,
		sort: { by: sql`r.started_on`, as: 'date' },
		filter: daysFilter(sql`r.started_on`),
		cell: (row) => dayCell(row.startedOn)
	},
	{
		key: 'left',
		label: m.column_left,
		isUsual: true,
		sort: { by: sql`r.left_on`, as: 'date' },
		filter: daysFilter(sql`r.left_on`),
		cell: (row) => dayCell(row.leftOn)
	},
	{
		key: 'stay',
		label: m.column_stay,
		sort: { by: sql`r.stay_days`, as: 'int' },
		cell: (row) => ({
			text: row.startedOn && row.leftOn ? f.stay(row.startedOn, row.leftOn) : '',
			isShort: true
		})
	},
	{ key: 'ago', label: m.column_years_ago, filter: yearsAgoFilter, cell: (row) => dayCell(row.leftOn) }
];

const howReached = (): Column[] => [
	{
		key: 'state',
		label: m.column_state,
		isUsual: true,
		sort: { by: sql`r.state`, as: 'text' },
		filter: stateFilter,
		cell: (row) => ({ text: stateText(row), ...toneOf(row.state) })
	},
	{
		key: 'invited',
		label: m.column_invited,
		sort: { by: sql`r.invited_at`, as: 'timestamptz' },
		filter: momentFilter(sql`r.invited_at`),
		cell: (row) => dayCell(row.invitedAt)
	},
	{
		key: 'joined',
		label: m.column_joined,
		sort: { by: sql`r.joined_at`, as: 'timestamptz' },
		filter: momentFilter(sql`r.joined_at`),
		cell: (row) => dayCell(row.joinedAt)
	},
	{
		key: 'wave',
		label: m.column_waves,
		filter: waveFilter,
		cell: (row) => ({ text: f.list(row.waves) })
	},
	{ key: 'email', label: m.column_address, cell: (row) => ({ text: row.email ?? '' }) },
	{
		key: 'consent',
		label: m.column_consents,
		filter: consentFilter,
		cell: (row) => ({ text: f.list(row.consents.map((purpose) => consentName(purpose))) })
	}
];

/** Where they stand, and how fresh that is. */
const aboutStanding = (now: Date): Column[] => [
	{
		key: 'quadrant',
		label: m.column_quadrant,
		filter: quadrantFilter,
		cell: ({ quadrant }) => ({ text: quadrant ? quadrantCell(quadrant) : '' })
	},
	{
		key: 'said',
		label: m.column_said,
		cell: ({ saidAt }) => ({
			text: saidAt ? `${f.day(saidAt, 'short')} (${f.percent(freshness(saidAt, now))})` : '',
			isShort: true
		})
	}
];

const forTheDesk = (): Column[] => [
	{
		key: 'number',
		label: m.column_number,
		cell: (row) => ({ text: row.numbers.join(', '), isShort: true })
	},
	{
		key: 'tag',
		label: m.column_tags,
		isUsual: true,
		filter: tagFilter,
		cell: ({ tags }) => ({
			text: tags.join(', '),
			tags: tags.map((tag) => ({ text: tag, href: `?tag=${encodeURIComponent(tag)}` }))
		})
	}
];

const toneOf = (state: PersonState) => {
	if (state === 'member') return { tone: 'good' as const };
	return { tone: state === 'no_address' || state === 'left_alone' ? ('bad' as const) : ('plain' as const) };
};
