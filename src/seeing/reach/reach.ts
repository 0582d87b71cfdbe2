import { isPartOn } from '#access/parts/here.ts';
import * as m from '#locales/messages.ts';

/** What the company tells, and of which it is counted how far it reached. */
export const thingKinds = ['change', 'letter', 'story', 'opening', 'event'] as const;
export type ThingKind = (typeof thingKinds)[number];

/** Is a kind of thing there at all? What belongs to a part that is off is gone (decision 65). */
export function isThere(kind: ThingKind): boolean {
	if (kind === 'opening') return isPartOn('openings');
	return kind !== 'event' || isPartOn('events');
}

/** The steps from being told to a talk. The people of each are among those of the steps before, a talk's among those who read. */
export const steps = ['told', 'delivered', 'read', 'answered', 'talked'] as const;
export type Step = (typeof steps)[number];

/** People by step. Undefined is not shown: too few, or never published. */
export type Steps = Record<Step, number | undefined>;

export const thingName: Record<ThingKind, () => string> = {
	change: m.reach_kind_change,
	letter: m.reach_kind_letter,
	story: m.reach_kind_story,
	opening: m.reach_kind_opening,
	event: m.reach_kind_event
};

/** Things of a kind, as a list of them is called. */
export const thingsName: Record<ThingKind, () => string> = {
	change: m.reach_kinds_change,
	letter: m.reach_kinds_letter,
	story: m.reach_kinds_story,
	opening: m.reach_kinds_opening,
	event: m.reach_kinds_event
};

export const stepName: Record<Step, () => string> = {
	told: m.reach_step_told,
	delivered: m.reach_step_delivered,
	read: m.reach_step_read,
	answered: m.reach_step_answered,
	talked: m.reach_step_talked
};

/** What each step counts, in words. */
export const stepMeaning: Record<Step, () => string> = {
	told: m.reach_means_told,
	delivered: m.reach_means_delivered,
	read: m.reach_means_read,
	answered: m.reach_means_answered,
	talked: m.reach_means_talked
};

/** Within how many days after reading an answer, or the booking of a talk, counts as following from it. */
export const answeredWithin = 14;
export const talkedWithin = 30;

/** Where a thing stands at the desk, or for members where it has no page there. */
export function pathOf(kind: ThingKind, subjectId: string): string {
	const places: Record<ThingKind, string> = {
		change: '/desk/changes',
		letter: '/desk/letters',
		story: '/desk/stories',
		opening: '/desk/openings',
		event: '/events'
	};
	return `${places[kind]}/${subjectId}`;
}
