import * as m from '#locales/messages.ts';

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

/** Counted only; read by the desk; read by the desk and by the other side. */
export const showings = ['figures', 'desk', 'both'] as const;
export type Shown = (typeof showings)[number];
export const shownName: Record<Shown, () => string> = {
	figures: m.shown_figures,
	desk: m.shown_desk,
	both: m.shown_both
};

/** What a team gets ready, with the days before or after the return. Words to begin with: the team makes them its own. */
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

/** The day of a check-in: so many days, or months, after the return. A month that is too short ends the matter on its last day. */
export function dueOn(returnedOn: string, stage: Stage): string {
	const [year, month, day] = returnedOn.split('-').map(Number) as [number, number, number];
	const amount = Number(stage.slice(1));
	if (stage.startsWith('d'))
		return new Date(Date.UTC(year, month - 1, day + amount)).toISOString().slice(0, 10);
	const lastOfMonth = new Date(Date.UTC(year, month + amount, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + amount, Math.min(day, lastOfMonth)))
		.toISOString()
		.slice(0, 10);
}

/** So many days before or after a day. */
export function dayBeside(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
