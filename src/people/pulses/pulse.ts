import * as m from '#locales/messages.ts';
import type { Answer, Quadrant, Standing } from '#people/standings/standing.ts';

/** How many days the link in a mail opens. */
export const pulseDays = 30;

/** The answers of one tap. */
export const pulseChoices = [
	{ key: 'ready', wantsToReturn: 'yes', canReturn: 'yes', label: m.pulse_ready },
	{ key: 'tied', wantsToReturn: 'yes', canReturn: 'no', label: m.pulse_tied },
	{ key: 'hesitant', wantsToReturn: 'no', canReturn: 'yes', label: m.pulse_hesitant },
	{ key: 'distant', wantsToReturn: 'no', canReturn: 'no', label: m.pulse_distant },
	{ key: 'unknown', wantsToReturn: 'unknown', canReturn: 'unknown', label: m.pulse_unknown }
] as const satisfies readonly ({ key: Quadrant; label: () => string } & Standing)[];

/** The choice that gives this standing, or undefined where none does. */
export function choiceOf(
	standing: { wantsToReturn: Answer; canReturn: Answer } | undefined
): Quadrant | undefined {
	return pulseChoices.find(
		(choice) =>
			choice.wantsToReturn === standing?.wantsToReturn && choice.canReturn === standing.canReturn
	)?.key;
}

/** Days between two questions: few where things move, many for people who feel far away. */
const rhythm: Record<Quadrant, number> = { ready: 60, tied: 90, hesitant: 90, unknown: 90, distant: 180 };
const seldomest = 360;

/**
 * In how many days someone is asked next. Where they stand gives the time; each question that they left
 * unanswered in a row doubles it, up to a year.
 */
export function daysUntilNext(quadrant: Quadrant, unanswered: number): number {
	return Math.min(seldomest, rhythm[quadrant] * 2 ** unanswered);
}
