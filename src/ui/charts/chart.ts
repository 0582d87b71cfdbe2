import type { Tone } from './tones.ts';

/** One row of values of a chart, in the order of its labels. Undefined is not known or not told: it is left out. */
export type Series = { name: string; values: readonly (number | undefined)[]; tone: Tone };

/** A place on the axis of a chart: what stands under it, and what it is called in full. */
export type Label = { short: string; full: string };

/** Something that happened, marked over the label with this index: what it was, where it leads, what came of it. */
export type Mark = { at: number; label: string; href?: string; note?: string };

/** How a series of a chart is drawn: as lines with points, as columns beside each other, or upon each other. */
export type Drawn = 'lines' | 'grouped' | 'stacked';
