import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import {
	line,
	symbol,
	symbolCircle,
	symbolCross,
	symbolDiamond,
	symbolSquare,
	symbolStar,
	symbolTriangle,
	type SymbolType
} from 'd3-shape';
import type { Drawn, Label, Series } from './chart.ts';
import type { Tone } from './tones.ts';

/** Heights of a drawing in pixels: all of it, what is kept free above for marks, and below for labels. */
export const frame = { height: 260, above: 30, below: 36 };

export type Scale = { ticks: number[]; y: (value: number) => number };

/**
 * A scale from zero to a little over the largest value, with about five ticks at round numbers. People are counted in
 * whole numbers: `isWhole` leaves out ticks between them.
 */
export function scaleOf(highest: number, isWhole: boolean): Scale {
	const scale = scaleLinear()
		.domain([0, highest > 0 ? highest : 1])
		.nice(5)
		.range([frame.height - frame.below, frame.above]);
	return { ticks: scale.ticks(5).filter((tick) => !isWhole || Number.isInteger(tick)), y: scale };
}

/** The largest value that a drawing of these series reaches. Columns upon each other reach their sum. */
export function highestOf(series: readonly Series[], drawn: Drawn): number {
	if (drawn !== 'stacked') return max(series.flatMap(({ values }) => values.map((v) => v ?? 0))) ?? 0;
	const length = series[0]?.values.length ?? 0;
	const sums = Array.from({ length }, (_, at) =>
		series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)
	);
	return max(sums) ?? 0;
}

/** There are values, and none of them may be told. */
export const isUntold = (series: readonly Series[]) =>
	series.length > 0 && series.every(({ values }) => values.every((value) => value === undefined));

/** Where the middle of a place on the axis is, in percent of the width. */
export function middleOf(at: number, places: number): number {
	return ((at + 0.5) / places) * 100;
}

/** The path of a line, 100 wide. It has a gap where a value is not known. */
export function pathOf(values: Series['values'], y: Scale['y']): string {
	const path = line<number | undefined>()
		.defined((value) => value !== undefined)
		.x((_, at) => middleOf(at, values.length))
		.y((value) => y(value ?? 0));
	return path([...values]) ?? '';
}

/** A column: its place and width in percent, its top and height in pixels. */
export type Column = { x: number; width: number; y: number; height: number; tone: Tone };

/** The columns over each label, one for each known value above zero. */
export function columnsOf(series: readonly Series[], places: number, drawn: Drawn, y: Scale['y']): Column[] {
	const at = scaleBand<number>()
		.domain(Array.from({ length: places }, (_, place) => place))
		.range([0, 100])
		.paddingInner(0.3)
		.paddingOuter(0.15);
	const within = scaleBand<number>()
		.domain(series.map((_, index) => index))
		.range([0, at.bandwidth()])
		.paddingInner(0.08);
	return Array.from({ length: places }, (_, place) => {
		let under = 0;
		return series.flatMap(({ values, tone }, index) => {
			const value = values[place] ?? 0;
			if (value <= 0) return [];
			const from = drawn === 'stacked' ? under : 0;
			under += value;
			return {
				tone,
				x: at(place)! + (drawn === 'stacked' ? 0 : within(index)!),
				width: drawn === 'stacked' ? at.bandwidth() : within.bandwidth(),
				y: y(from + value),
				height: y(from) - y(from + value)
			};
		});
	}).flat();
}

/** Which labels are written so that there are at most this many. The last one always is: it is the newest. */
export function writtenLabels(labels: readonly Label[], most: number): boolean[] {
	const step = Math.max(1, Math.ceil(labels.length / most));
	return labels.map((_, at) => (labels.length - 1 - at) % step === 0);
}

/** How many pixels a label takes: a Japanese letter is as wide as the letters are high, others about half. */
export function widthOf({ short }: Label): number {
	return [...short].reduce((sum, letter) => sum + (letter > '\u2fff' ? 12 : 7.2), 0);
}

/** How many labels stand beside each other in so many pixels without touching. */
export function mostOf(labels: readonly Label[], room: number): number {
	return Math.max(1, Math.floor(room / (Math.max(0, ...labels.map(widthOf)) + 8)));
}

const shapes: Record<Tone, SymbolType> = {
	kaki: symbolCircle,
	ai: symbolSquare,
	matsu: symbolTriangle,
	fuji: symbolDiamond,
	ink: symbolStar,
	pale: symbolCross
};

/** The shape of a series' points, around zero. */
export function shapeOf(tone: Tone): string {
	return symbol(shapes[tone], 44)() ?? '';
}

/** On which level each mark stands, so that none covers another, with so many labels on a phone. */
export function levelsOf(marks: readonly { at: number }[], labels: number): number[] {
	const near = Math.max(labels / 10, 1);
	const levels: number[] = [];
	for (const { at } of marks) {
		const taken = new Set(levels.filter((_, index) => Math.abs(marks[index]!.at - at) < near));
		let level = 0;
		while (taken.has(level)) level++;
		levels.push(level);
	}
	return levels;
}
