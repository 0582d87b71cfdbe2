/** The season of a moment in Tokyo: what the demo calls its gatherings by, on whatever day it is shown. */
export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

const seasons: readonly Season[] = ['winter', 'spring', 'summer', 'autumn'];

export const seasonOf = (at: Date): Season =>
	seasons[Math.floor((new Date(at.getTime() + 9 * 3_600_000).getUTCMonth() + 1) / 3) % 4]!;
export const seasonName: Record<Season, string> = { spring: '春', summer: '夏', autumn: '秋', winter: '冬' };
