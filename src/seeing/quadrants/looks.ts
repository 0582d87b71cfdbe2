import type { Quadrant } from '#people/standings/standing.ts';
import type { Tone } from '#ui/charts/tones.ts';

/** The tone of each quadrant in charts. */
export const quadrantTone: Record<Quadrant, Tone> = {
	tied: 'kaki',
	hesitant: 'ai',
	ready: 'matsu',
	distant: 'fuji',
	unknown: 'ink'
};
