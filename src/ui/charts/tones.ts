/** The colours of a chart. Each has a shape, a dash and a pattern of its own, so that none is told by colour alone. */
export const tones = ['kaki', 'ai', 'matsu', 'fuji', 'ink', 'pale'] as const;
export type Tone = (typeof tones)[number];
