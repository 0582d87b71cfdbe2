/** What can lead someone back: being told, called or written to by someone one knows, reading, writing, meeting, talking, applying. Invitations and mere visits count as presence, not as cause. */
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

/** Under the assisted rule, a touchpoint counts half as much as one 90 days later. */
const halfLifeDays = 90;

/**
 * Which touchpoints a rehire is attributed to, by three rules side by side: the first, the last, and all of them by
 * nearness to the return (assisted). The shares of a rule add up to exactly 1; without touchpoints there are none.
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
			.filter((one) => one.share > 0)
	];
}
