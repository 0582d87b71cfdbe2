import * as m from '#locales/messages.ts';
import { reasonsIn } from '#people/departures/reading/reading.ts';
import { reasons } from '#people/departures/reason.ts';

export const ties = ['manager', 'executive', 'rejoiner', 'colleague', 'friend'] as const;
export type Tie = (typeof ties)[number];
export const tieName: Record<Tie, () => string> = { manager: m.tie_manager, executive: m.tie_executive, rejoiner: m.tie_rejoiner, colleague: m.tie_colleague, friend: m.tie_friend };

/** How far an outreach came. Answered and talking are seen from what happened since: a message back, a talk booked. */
export const stages = ['asked', 'willing', 'declined', 'sent', 'answered', 'talking', 'closed'] as const;
export type Stage = (typeof stages)[number];
export const stageName: Record<Stage, () => string> = { asked: m.stage_asked, willing: m.stage_willing, declined: m.stage_declined, sent: m.stage_sent, answered: m.stage_answered, talking: m.stage_talking, closed: m.stage_closed };

/** Days before someone is called again by anyone. */
export const daysBetween = 90;
/** Days of silence after which the caller is reminded, once. */
export const daysToAnswer = 14;

/**
 * Does a text give away one of these confidential reasons? It does where it names one, or reads like it. What goes to a caller is checked by this: a brief holds only what
 * the alumnus shared themselves or what is public (rule 1).
 */
export function tellsReason(text: string, confidential: readonly string[]): boolean {
	const secret = new Set(confidential);
	return reasons.some((reason) => secret.has(reason.code) && (text.includes(reason.ja) || text.toLowerCase().includes(reason.en.toLowerCase()))) || reasonsIn(text).some((reason) => reason.words.length > 0 && secret.has(reason.code));
}
