import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';
import type { Label } from '#ui/charts/chart.ts';
import type { Week } from './cadence.ts';

/** The weeks under a chart: short by month and day, in full with a word that the last one still runs. */
export function labelsOf(weeks: readonly Week[]): Label[] {
	return weeks.map(({ week, isOver }) => ({
		short: f.dayOfYear(week),
		full: (isOver ? m.cadence_week_of : m.cadence_week_running)({ day: f.day(week, 'long') })
	}));
}
