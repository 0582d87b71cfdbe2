import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';
import { reader } from '#platform/locale/reader.ts';
import type { Label } from '#ui/charts/chart.ts';
import type { Tone } from '#ui/charts/tones.ts';
import type { ContactName, DatedName, SpanName, StepName, Way, WayRule, Wish } from './measures.ts';
import type { Period } from './overview.ts';

type Words<K extends string> = Record<K, () => string>;

export const stepWords: Record<StepName, { name: () => string; means: () => string }> = {
	leavers: { name: m.overview_step_leavers, means: m.overview_means_leavers },
	reachable: { name: m.overview_step_reachable, means: m.overview_means_reachable },
	invited: { name: m.overview_step_invited, means: m.overview_means_invited },
	joined: { name: m.overview_step_joined, means: m.overview_means_joined },
	active: { name: m.overview_step_active, means: m.overview_means_active },
	talked: { name: m.overview_step_talked, means: m.overview_means_talked },
	applied: { name: m.overview_step_applied, means: m.overview_means_applied },
	rehired: { name: m.overview_step_rehired, means: m.overview_means_rehired }
};

/** Which median is told beside a step. */
export const spanOfStep: Partial<Record<StepName, SpanName>> = {
	joined: 'invited_joined',
	talked: 'joined_talked',
	applied: 'talked_applied',
	rehired: 'applied_returned'
};

export const spanName: Words<SpanName> = {
	left_joined: m.overview_span_left_joined,
	invited_joined: m.overview_span_invited_joined,
	joined_talked: m.overview_span_joined_talked,
	talked_applied: m.overview_span_talked_applied,
	applied_returned: m.overview_span_applied_returned,
	left_returned: m.overview_span_left_returned
};

export const datedName: Words<DatedName> = {
	left: m.overview_dated_left,
	invited: m.overview_dated_invited,
	joined: m.overview_dated_joined,
	talked: m.overview_dated_talked,
	applied: m.overview_dated_applied,
	rehired: m.overview_dated_rehired
};

/** What of the dated steps is drawn; the others are in the table. */
export const datedTone: Partial<Record<DatedName, Tone>> = {
	joined: 'matsu',
	talked: 'ai',
	applied: 'fuji',
	rehired: 'kaki'
};

export const wayName: Words<Way> = {
	network: m.overview_way_network,
	talk: m.overview_way_talk,
	outreach: m.overview_way_outreach,
	opening: m.overview_way_opening,
	other: m.overview_way_other,
	not_known: m.overview_way_not_known
};

export const ruleName: Words<WayRule> = {
	first: m.overview_ways_first,
	last: m.overview_ways_last,
	assisted: m.overview_ways_assisted,
	said: m.overview_ways_said
};

export const contactName: Words<ContactName> = {
	none: m.overview_contact_none,
	some: m.overview_contact_some,
	often: m.overview_contact_often
};

export const wishName: Words<Wish> = {
	yes: m.overview_wish_yes,
	no: m.overview_wish_no,
	unknown: m.overview_wish_unknown
};

export const periodName: Words<Period> = {
	quarter: m.overview_quarter,
	half: m.overview_half,
	year: m.overview_year
};

/** The tone of each way in charts. */
export const wayTone: Record<Way, Tone> = {
	network: 'matsu',
	talk: 'ai',
	outreach: 'kaki',
	opening: 'fuji',
	other: 'ink',
	not_known: 'pale'
};

export const wishTone: Record<Wish, Tone> = { yes: 'matsu', no: 'fuji', unknown: 'pale' };

/** What a quarter is called, from its first day: July to September 2026. The quarters are those of the calendar. */
export function quarterLabel(firstDay: string): Label {
	const [year, month] = [firstDay.slice(0, 4), Number(firstDay.slice(5, 7))];
	const from = reader().locale === 'ja' ? String(month) : monthName(month);
	const words = { from, until: monthName(month + 2) };
	return {
		short: m.overview_quarter_short({ ...words, year: year.slice(2) }),
		full: m.overview_quarter_name({ ...words, year })
	};
}

const monthName = (month: number) => f.monthShort(`2026-${String(month).padStart(2, '0')}-15T12:00:00Z`);
