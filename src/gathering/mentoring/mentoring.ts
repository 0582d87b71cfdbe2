import * as m from '#locales/messages.ts';

/** What two people may meet about. Coming back to the company is none of it: for that there is the casual talk. */
export const themes = [
	'career',
	'change',
	'leading',
	'craft',
	'family',
	'abroad',
	'starting',
	'learning'
] as const;
export type Theme = (typeof themes)[number];
export const themeName: Record<Theme, () => string> = {
	career: m.mentoring_theme_career,
	change: m.mentoring_theme_change,
	leading: m.mentoring_theme_leading,
	craft: m.mentoring_theme_craft,
	family: m.mentoring_theme_family,
	abroad: m.mentoring_theme_abroad,
	starting: m.mentoring_theme_starting,
	learning: m.mentoring_theme_learning
};
export const themeOptions = () => themes.map((value) => ({ value, label: themeName[value]() }));

/** The names of themes, for a sentence. */
export const namesOf = (codes: readonly string[]) =>
	codes.filter((code): code is Theme => code in themeName).map((code) => themeName[code]());

export type MentoringState = 'asked' | 'declined' | 'withdrawn' | 'active' | 'paused' | 'ended';
export const mentoringStateName: Record<MentoringState, () => string> = {
	asked: m.mentoring_state_asked,
	declined: m.mentoring_state_declined,
	withdrawn: m.mentoring_state_withdrawn,
	active: m.mentoring_state_active,
	paused: m.mentoring_state_paused,
	ended: m.mentoring_state_ended
};
/** A pair that stands, or may come to stand: it takes one of the mentor's places once it is active. */
export const open = ['asked', 'active', 'paused'] as const;
export const capacityAtMost = 10;
/** So many requests of one person wait for an answer at a time. */
export const asksAtMost = 3;
