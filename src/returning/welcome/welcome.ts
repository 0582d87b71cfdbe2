import * as m from '#locales/messages.ts';
import { dayAt } from '#platform/clock/today.ts';

export const stages = ['d30', 'd60', 'd90', 'm12', 'm24'] as const;
export type Stage = (typeof stages)[number];
export const stageName: Record<Stage, () => string> = {
	d30: m.stage_d30,
	d60: m.stage_d60,
	d90: m.stage_d90,
	m12: m.stage_m12,
	m24: m.stage_m24
};

export const sides = ['rejoiner', 'leader'] as const;
export type Side = (typeof sides)[number];
export const sideName: Record<Side, () => string> = { rejoiner: m.side_rejoiner, leader: m.side_leader };

export const feelings = ['well', 'fair', 'hard'] as const;
export type Feeling = (typeof feelings)[number];
export const feelingName: Record<Feeling, () => string> = {
	well: m.feeling_well,
	fair: m.feeling_fair,
	hard: m.feeling_hard
};

/** Who reads an answer: nobody (it is only counted); the desk; the desk and the other side. */
export const showings = ['figures', 'desk', 'both'] as const;
export type Shown = (typeof showings)[number];
export const shownName: Record<Shown, () => string> = {
	figures: m.shown_figures,
	desk: m.shown_desk,
	both: m.shown_both
};

/** The steps a welcome begins with, by days before or after the return. The team changes them as it likes. */
export const usualSteps: { days: number; words: () => string }[] = [
	{ days: -14, words: m.step_accounts },
	{ days: -10, words: m.step_ask_wishes },
	{ days: -7, words: m.step_tell_team },
	{ days: -7, words: m.step_read_guide },
	{ days: -3, words: m.step_buddy },
	{ days: 0, words: m.step_first_day },
	{ days: 7, words: m.step_what_changed },
	{ days: 21, words: m.step_learn_from }
];

/**
 * The day of a check-in: days or months after the return. If a month is too short, it is the month's last
 * day.
 */
export function dueOn(returnedOn: string, stage: Stage): string {
	const amount = Number(stage.slice(1));
	if (stage.startsWith('d')) return dayBeside(returnedOn, amount);
	const [year, month, day] = returnedOn.split('-').map(Number) as [number, number, number];
	const lastOfMonth = new Date(Date.UTC(year, month + amount, 0)).getUTCDate();
	return dayAt(new Date(Date.UTC(year, month - 1 + amount, Math.min(day, lastOfMonth))), 'UTC');
}

/** For so many days after its day a check-in is still worth asking, unless the next one is due by then. */
const daysLate = 30;

/** The stages of a return that can still be asked on a day: those to come, and the one before where it is not long over. */
export function stagesToCome(returnedOn: string, today: string): Stage[] {
	return stages.filter((stage, at) => {
		const next = stages[at + 1];
		return (
			dueOn(returnedOn, stage) > dayBeside(today, -daysLate) &&
			(next === undefined || dueOn(returnedOn, next) > today)
		);
	});
}

/** The day that lies so many days after another, or before it if `days` is negative. */
export function dayBeside(day: string, days: number): string {
	return dayAt(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000), 'UTC');
}
