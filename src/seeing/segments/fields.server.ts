import { sql, type RawBuilder } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { may } from '#access/policy/policy.ts';
import { answerableReasons, reasonName, restrictedReasons } from '#people/departures/reason.ts';
import type { Locale } from '#platform/locale/reader.ts';
import type { ListFilter } from '#platform/table/list.server.ts';
import {
	companyFilter,
	consentFilter,
	daysFilter,
	momentFilter,
	stateFilter,
	tagFilter,
	yearsAgoFilter
} from '#seeing/people-list/filters.server.ts';
import { quadrantFilter } from '#seeing/people-list/quadrant-filter.server.ts';
import { wordsFilter } from '#seeing/people-list/words-filter.server.ts';
import { spans, type Span } from './segment.ts';
import { notToldFilter, toldFilter } from './told.server.ts';

/** The values of a field in the words of the reader. */
type Said = { values: string };

/** What a segment can ask of people: how it is filtered, and how the sentence of the segment says it. */
export type SegmentField = {
	key: string;
	group: () => string;
	label: () => string;
	filter: ListFilter;
	says: (said: Said) => string;
	/** Years and days stand in the sentence with their unit. */
	unit?: 'years';
	/** Its values are phrases that go on in the sentence. */
	isPhrase?: boolean;
};

/**
 * Everything that a segment can ask, for someone who may read where people stand or not. Restricted reasons are not among
 * it: no field offers them, and none looks for them.
 */
export function segmentFields(locale: Locale, seesQuadrants: boolean): SegmentField[] {
	return [...work(locale), ...leaving(), ...contact(), ...desk(), ...(seesQuadrants ? standing() : [])];
}

export const fieldsFor = (actor: Actor): SegmentField[] =>
	segmentFields(actor.locale, may(actor, 'quadrants.people'));

const work = (locale: Locale): SegmentField[] => [
	{
		key: 'company',
		group: m.segment_group_work,
		label: m.column_company,
		filter: companyFilter(locale),
		says: m.segment_says_company
	},
	{
		key: 'department',
		group: m.segment_group_work,
		label: m.column_department,
		filter: wordsFilter('department'),
		says: m.segment_says_department
	},
	{
		key: 'title',
		group: m.segment_group_work,
		label: m.column_title,
		filter: wordsFilter('title'),
		says: m.segment_says_title
	},
	{
		key: 'stay',
		group: m.segment_group_work,
		label: m.segment_stay,
		filter: stayFilter,
		says: m.segment_says_stay,
		unit: 'years'
	}
];

const leaving = (): SegmentField[] => [
	{
		key: 'left',
		group: m.segment_group_leaving,
		label: m.column_left,
		filter: daysFilter(sql`r.left_on`),
		says: m.segment_says_left
	},
	{
		key: 'ago',
		group: m.segment_group_leaving,
		label: m.column_years_ago,
		filter: yearsAgoFilter,
		says: m.segment_says_ago,
		unit: 'years'
	},
	{
		key: 'reason',
		group: m.segment_group_leaving,
		label: m.segment_reason,
		filter: reasonFilter,
		says: m.segment_says_reason
	}
];

const contact = (): SegmentField[] => [
	{
		key: 'state',
		group: m.segment_group_contact,
		label: m.column_state,
		filter: stateFilter,
		says: m.segment_says_state
	},
	{
		key: 'joined',
		group: m.segment_group_contact,
		label: m.column_joined,
		filter: momentFilter(sql`r.joined_at`),
		says: m.segment_says_joined
	},
	{
		key: 'visited',
		group: m.segment_group_contact,
		label: m.segment_visited,
		filter: spanFilter((span) => (span === 'never' ? sql`r.state = 'member' and` : sql``), lastVisit),
		says: m.segment_says_visited,
		isPhrase: true
	},
	{
		key: 'heard',
		group: m.segment_group_contact,
		label: m.segment_heard,
		filter: spanFilter(() => sql``, lastTold),
		says: m.segment_says_heard,
		isPhrase: true
	},
	{
		key: 'told',
		group: m.segment_group_contact,
		label: m.segment_told,
		filter: toldFilter,
		says: m.segment_says_told
	},
	{
		key: 'notTold',
		group: m.segment_group_contact,
		label: m.segment_not_told,
		filter: notToldFilter,
		says: m.segment_says_not_told
	},
	{
		key: 'consent',
		group: m.segment_group_contact,
		label: m.column_consents,
		filter: consentFilter,
		says: m.segment_says_consent
	}
];

const desk = (): SegmentField[] => [
	{
		key: 'tag',
		group: m.segment_group_desk,
		label: m.column_tags,
		filter: tagFilter,
		says: m.segment_says_tag
	},
	{
		key: 'notTag',
		group: m.segment_group_desk,
		label: m.segment_not_tag,
		filter: { ...tagFilter, fits: (values) => sql<boolean>`not (${tagFilter.fits(values)})` },
		says: m.segment_says_not_tag
	}
];

const standing = (): SegmentField[] => [
	{
		key: 'quadrant',
		group: m.segment_group_standing,
		label: m.column_quadrant,
		filter: quadrantFilter,
		says: m.segment_says_quadrant
	}
];

/** At least and at most so many full years at the company. */
const stayFilter: ListFilter = {
	kind: 'numbers',
	fits: ([from = '', to = '']) => sql<boolean>`(
		r.stay_days >= 0
		and ${from ? sql`r.stay_days >= ${Number(from)}::int * 365.25` : sql`true`}
		and ${to ? sql`r.stay_days < (${Number(to)}::int + 1) * 365.25` : sql`true`}
	)`
};

/**
 * The reasons that count for the last departure (rule 7: what the person said last). A restricted one is not offered, and
 * one that is asked for all the same is looked for in vain.
 */
const reasonFilter: ListFilter = {
	kind: 'choice',
	options: async () => answerableReasons.map(({ code }) => ({ value: code, label: reasonName(code) })),
	fits: (values) => sql<boolean>`exists (
		select
		from departure d
		join departure_reason x on x.tenure_id = d.tenure_id
			and x.view = d.counting_view
		where d.person_id = r.person_id
			and d.is_latest
			and x.code = any (${values.filter((code) => !restrictedReasons.includes(code))}::text[])
			and x.code <> all (${[...restrictedReasons]}::text[])
	)`
};

const spanName: Record<Span, () => string> = {
	within_30: m.segment_within_30,
	within_90: m.segment_within_90,
	not_for_60: m.segment_not_for_60,
	not_for_180: m.segment_not_for_180,
	never: m.segment_never
};

const lastVisit = sql`(
	select mb.seen_on
	from membership mb
	where mb.person_id = r.person_id
)`;
/** Nothing that the network did for someone before they joined counts as told but an invitation. */
const lastTold = sql`(
	select max(tp.happened_at)::date
	from touchpoint tp
	where tp.person_id = r.person_id
		and tp.kind in ('told', 'invited', 'called')
)`;

function spanFilter(only: (span: Span) => RawBuilder<unknown>, last: RawBuilder<unknown>): ListFilter {
	const ago = (days: number) => sql`((select network_today()) - ${days}::int)`;
	const fitting: Record<Span, RawBuilder<unknown>> = {
		within_30: sql`${last} >= ${ago(30)}`,
		within_90: sql`${last} >= ${ago(90)}`,
		not_for_60: sql`coalesce(${last}, '-infinity') < ${ago(60)}`,
		not_for_180: sql`coalesce(${last}, '-infinity') < ${ago(180)}`,
		never: sql`${last} is null`
	};
	const known = (values: string[]) => spans.filter((span) => values.includes(span));
	return {
		kind: 'choice',
		options: async () => spans.map((span) => ({ value: span, label: spanName[span]() })),
		fits: (values) =>
			known(values).length === 0
				? sql<boolean>`false`
				: sql<boolean>`(${sql.join(
						known(values).map((span) => sql`(${only(span)} ${fitting[span]})`),
						sql` or `
					)})`
	};
}
