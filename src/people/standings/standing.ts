import * as m from '#locales/messages.ts';

export const answers = ['yes', 'no', 'unknown'] as const;
export type Answer = (typeof answers)[number];
export const quadrants = ['ready', 'tied', 'hesitant', 'distant', 'unknown'] as const;
export type Quadrant = (typeof quadrants)[number];
export type Standing = { canReturn: Answer; wantsToReturn: Answer };

/**
 * Where someone stands, from whether they can return and want to. If one answer is unknown, so is the
 * quadrant.
 */
export function quadrantOf({ canReturn, wantsToReturn }: Standing): Quadrant {
	if (canReturn === 'unknown' || wantsToReturn === 'unknown') return 'unknown';
	if (wantsToReturn === 'yes') return canReturn === 'yes' ? 'ready' : 'tied';
	return canReturn === 'yes' ? 'hesitant' : 'distant';
}

/** Days in which a standing loses half its weight. Surveys ask twice a year. */
export const halfLifeDays = 180;

/** How fresh a standing is: 1 on the day it was said, half after 180 days, a quarter after 360. */
export function freshness(saidAt: Date, now: Date): number {
	return 0.5 ** (Math.max(0, now.getTime() - saidAt.getTime()) / 86_400_000 / halfLifeDays);
}

/** What each quadrant is called. */
export const quadrantName: Record<Quadrant, () => string> = {
	ready: m.quadrant_ready,
	tied: m.quadrant_tied,
	hesitant: m.quadrant_hesitant,
	distant: m.quadrant_distant,
	unknown: m.quadrant_unknown
};

/** A shape for each quadrant, so that people can tell them apart without colour. */
export const quadrantShape: Record<Quadrant, string> = {
	ready: '●',
	tied: '◑',
	hesitant: '◐',
	distant: '○',
	unknown: '◌'
};
