import * as m from '#locales/messages.ts';
import { hintedIn } from '#people/departures/reading/reading.ts';
import { reasons } from '#people/departures/reason.ts';

export const ties = ['manager', 'executive', 'rejoiner', 'colleague', 'friend'] as const;
export type Tie = (typeof ties)[number];
export const tieName: Record<Tie, () => string> = {
	manager: m.tie_manager,
	executive: m.tie_executive,
	rejoiner: m.tie_rejoiner,
	colleague: m.tie_colleague,
	friend: m.tie_friend
};

/**
 * How far an outreach came. `answered` and `talking` follow from what happened since: a message back, a
 * booked talk.
 */
export const stages = ['asked', 'willing', 'declined', 'sent', 'answered', 'talking', 'closed'] as const;
export type Stage = (typeof stages)[number];
export const stageName: Record<Stage, () => string> = {
	asked: m.stage_asked,
	willing: m.stage_willing,
	declined: m.stage_declined,
	sent: m.stage_sent,
	answered: m.stage_answered,
	talking: m.stage_talking,
	closed: m.stage_closed
};

/** Days before anyone may call the same person again. */
export const daysBetween = 90;
/** Days of silence after which the caller is reminded, once. */
export const daysToAnswer = 14;

/** The most people on one list of people to be called. */
export const listAtMost = 20;
/** The most people on one round, which is worked through in the background. */
export const roundAtMost = 500;
/** How many one caller can be asked to write to in one round. */
export const perCallerAtMost = 20;
/**
 * How often one caller is asked in 90 days before the next nearest is proposed, so that nobody is asked all
 * the time.
 */
const asksOfOne = 3;

/**
 * Proposes a caller for each person of a list. Callers come with the nearest first. Proposed is the nearest who is not
 * yet asked often, this list included; if all are, the one asked least. Gives the caller's id by the person's id, for
 * each person who has a caller. With `atMost` nobody is proposed more often than that; `load` says how often callers were
 * proposed before, and is added to.
 */
export function spread(
	list: readonly { personId: string; callers: readonly { personId: string; asked: number }[] }[],
	atMost = Infinity,
	load = new Map<string, number>()
): Map<string, string> {
	const proposed = new Map<string, string>();
	for (const { personId, callers: all } of list) {
		const callers = all.filter((caller) => (load.get(caller.personId) ?? 0) < atMost);
		const asks = (caller: { personId: string; asked: number }) =>
			caller.asked + (load.get(caller.personId) ?? 0);
		const chosen =
			callers.find((caller) => asks(caller) < asksOfOne) ??
			callers.toSorted((a, b) => asks(a) - asks(b))[0];
		if (!chosen) continue;
		load.set(chosen.personId, (load.get(chosen.personId) ?? 0) + 1);
		proposed.set(personId, chosen.personId);
	}
	return proposed;
}

/**
 * Whether a text gives away one of these confidential reasons, by name or by description. Every text for a caller is
 * checked: a brief holds only what the alumnus shared themselves or what is public (rule 1). A restricted reason is never
 * named, whoever left over what: a refusal would tell those who may not read it that it is true.
 */
export function tellsReason(text: string, confidential: readonly string[]): boolean {
	const hinted = hintedIn(text);
	return reasons.some(
		({ code, ja, en, restricted }) =>
			(restricted || confidential.includes(code)) &&
			(hinted.has(code) || text.includes(ja) || text.toLowerCase().includes(en.toLowerCase()))
	);
}
