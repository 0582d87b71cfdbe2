/**
 * The touchpoints that can lead someone back: they were told, or called by someone they know; they read, wrote, met,
 * talked or applied. Invitations and plain visits show that someone was there, not why they returned.
 */
export const leadingKinds = [
	'told',
	'match_read',
	'letter_read',
	'story_read',
	'called',
	'posted',
	'commented',
	'event_came',
	'wrote_desk',
	'talk_booked',
	'applied'
] as const;

export type Lead = { touchpointId: string; happenedAt: Date };
export type Share = Lead & { rule: 'first' | 'last' | 'assisted'; share: number };

/** Under the assisted rule, a touchpoint counts half as much as one that happened 90 days later. */
const halfLifeDays = 90;

/**
 * Which touchpoints a return is attributed to, by three rules: the first one, the last one, and all of them weighted by
 * how near they are to the return (assisted). The shares of a rule add up to exactly 1. Without touchpoints there are
 * no shares.
 */
export function attribute(leads: readonly Lead[], returnedAt: Date): Share[] {
	const inOrder = leads
		.filter((lead) => lead.happenedAt <= returnedAt)
		.sort((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime());
	const [first, last] = [inOrder[0], inOrder.at(-1)];
	if (!first || !last) return [];
	const weights = inOrder.map(
		(lead) => 0.5 ** ((returnedAt.getTime() - lead.happenedAt.getTime()) / 86_400_000 / halfLifeDays)
	);
	const sum = weights.reduce((total, weight) => total + weight, 0);
	const parts = weights.map((weight) => Math.round((weight / sum) * 100_000));
	parts[parts.length - 1]! += 100_000 - parts.reduce((total, part) => total + part, 0);
	return [
		{ ...first, rule: 'first', share: 1 },
		{ ...last, rule: 'last', share: 1 },
		...inOrder
			.map((lead, at) => ({ ...lead, rule: 'assisted' as const, share: parts[at]! / 100_000 }))
			.filter((share) => share.share > 0)
	];
}
