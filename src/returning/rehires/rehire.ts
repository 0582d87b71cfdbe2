import * as m from '#locales/messages.ts';

/** What people say brought them back. */
export const saidKinds = [
	'change',
	'letter',
	'story',
	'called',
	'people',
	'talk',
	'opening',
	'own_life',
	'other'
] as const;
export type SaidKind = (typeof saidKinds)[number];
export const saidName: Record<SaidKind, () => string> = {
	change: m.said_change,
	letter: m.said_letter,
	story: m.said_story,
	called: m.said_called,
	people: m.said_people,
	talk: m.said_talk,
	opening: m.said_opening,
	own_life: m.said_own_life,
	other: m.said_other
};
export const saidAtMost = 3;

/**
 * Days after its recording in which a rehire can be undone. Undoing is for mistakes, not for someone who
 * leaves again.
 */
export const daysToUndo = 30;
