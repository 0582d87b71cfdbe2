import * as m from '#locales/messages.ts';
import { reasonName } from '#people/departures/reason.ts';
import { quadrantName, quadrantShape, type Quadrant } from '#people/standings/standing.ts';
import { thingName } from '#seeing/reach/reach.ts';
import type { Report, Shown } from './report.ts';

/** A published figure about people: rounded to five, or not shown. */
export const peopleOf = (figure: Shown): string =>
	figure === null ? m.figure_hidden() : m.report_people({ people: figure });

/** The same where it stands within other words. */
const peopleWithin = (figure: Shown): string =>
	figure === null ? m.figure_hidden_within() : peopleOf(figure);

export type Line = { name: string; value: string; note: string };

/** The figures that lead the report and stand in its mail. */
export function mainFigures(report: Report): Line[] {
	const sumOf = (...names: Quadrant[]) =>
		report.quadrants
			.filter(({ quadrant }) => names.includes(quadrant))
			.reduce<Shown>((sum, { now }) => (sum === null || now === null ? null : sum + now), 0);
	const wanting = sumOf('ready', 'tied');
	const known = sumOf('ready', 'tied', 'hesitant', 'distant');
	const { now, before } = report.members;
	return [
		{
			name: m.report_members(),
			value: peopleOf(now),
			note: m.report_before({ before: peopleWithin(before) })
		},
		{
			name: m.report_active(),
			value: peopleOf(report.active),
			note: shareOf(report.active, now, m.report_share)
		},
		{
			name: m.report_wanting(),
			value: peopleOf(wanting),
			note: shareOf(wanting, known, m.report_share_known)
		},
		{
			name: m.report_rehired(),
			value: peopleOf(report.rehired),
			// Its table is by quarter, and a quarter of few people is no row of it (decision 71).
			note: report.rehired === null ? '' : m.report_rehired_note()
		},
		{ name: m.report_told(), value: m.report_things({ count: report.toldInMonth }), note: '' }
	];
}

/** A share of the same people as on the overview, so that both tell the same. */
function shareOf(part: Shown, whole: Shown, say: typeof m.report_share): string {
	return part === null || !whole ? '' : say({ share: Math.min(1, part / whole) });
}

/** A table of the report: its heads, and its rows as they are read. */
export type Table = { title: string; heads: string[]; rows: string[][]; note: string };

/** The tables of the report, in the reader's language. */
export function tablesOf(report: Report): Table[] {
	return [
		{
			title: m.report_quadrants(),
			heads: [m.unlock_people_quadrant(), m.report_now(), m.report_90_days()],
			rows: report.quadrants.map(({ quadrant, now, before }) => [
				`${quadrantShape[quadrant]} ${quadrantName[quadrant]()}`,
				peopleOf(now),
				peopleOf(before)
			]),
			note: m.report_quadrants_note()
		},
		{
			title: m.report_holding(),
			heads: [m.unlock_reason(), m.report_held(), m.unlock_would_return(), m.report_answer()],
			rows: report.holdingBack.map((reason) => [
				reasonName(reason.code),
				peopleOf(reason.people),
				peopleOf(reason.wouldReturn),
				reason.isAnswered
					? m.report_answered({ waiting: peopleWithin(reason.waiting) })
					: m.unlock_nothing()
			]),
			note: m.report_holding_note()
		},
		{
			title: m.report_told_title(),
			heads: [m.reach_page_what(), m.reach_step_told(), m.reach_step_read(), m.reach_step_talked()],
			rows: report.told.map((thing) => [
				m.cadence_mark({ kind: thingName[thing.kind](), title: thing.title }),
				peopleOf(thing.told),
				peopleOf(thing.read),
				peopleOf(thing.talked)
			]),
			note: m.report_told_note()
		}
	];
}
