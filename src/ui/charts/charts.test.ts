import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from './chart.ts';
import {
	columnsOf,
	frame,
	highestOf,
	isUntold,
	levelsOf,
	middleOf,
	mostOf,
	pathOf,
	scaleOf,
	writtenLabels
} from './drawing.ts';
import { drawFlows, type Flow, type FlowNode } from './flow.ts';

const figures = fc.array(fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }), {
	minLength: 1,
	maxLength: 60
});
const seriesOf = (values: Series['values'][]): Series[] =>
	values.map((row, at) => ({ name: `${at}`, values: row, tone: 'ai' }));

describe('the scale of a chart', () => {
	test('begins at zero, reaches over the largest value, and has few ticks at round numbers', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10_000_000 }), (highest) => {
				const { ticks, y } = scaleOf(highest, true);
				expect(ticks[0]).toBe(0);
				expect(ticks.length).toBeGreaterThanOrEqual(2);
				expect(ticks.length).toBeLessThanOrEqual(11);
				expect(ticks.every(Number.isInteger)).toBe(true);
				expect(y(highest)).toBeGreaterThanOrEqual(frame.above - 0.001);
				expect(y(0)).toBe(frame.height - frame.below);
			})
		);
	});

	test('reaches the sum where columns stand upon each other', () => {
		const series = seriesOf([
			[1, undefined, 5],
			[2, 3, undefined]
		]);
		expect(highestOf(series, 'stacked')).toBe(5);
		expect(highestOf(seriesOf([[4], [3]]), 'stacked')).toBe(7);
		expect(highestOf(seriesOf([[4], [3]]), 'grouped')).toBe(4);
	});
});

test('a chart of which no value is told is not drawn; nothing at all, or a zero, is no secret', () => {
	const u = undefined;
	expect([[[u, u], [u]], [[u, 0]], [[u], [3]], []].map((values) => isUntold(seriesOf(values)))).toEqual([
		true,
		false,
		false,
		false
	]);
});

describe('columns and lines', () => {
	test('columns stay within the width, do not overlap, and are as high as their values', () => {
		fc.assert(
			fc.property(figures, fc.constantFrom('grouped' as const, 'stacked' as const), (values, drawn) => {
				const series = seriesOf([values, values.toReversed()]);
				const { y } = scaleOf(highestOf(series, drawn), true);
				const columns = columnsOf(series, values.length, drawn, y);
				const known = series.flatMap((row) => row.values).filter((value) => value);
				expect(columns).toHaveLength(known.length);
				for (const { x, width, height } of columns) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(x + width).toBeLessThanOrEqual(100.001);
					expect(height).toBeGreaterThan(0);
				}
				const drawnHeight = columns.reduce((sum, { height }) => sum + height, 0);
				const told = known.reduce<number>((sum, value) => sum + (value ?? 0), 0);
				expect(drawnHeight).toBeCloseTo(y(0) - y(told), 3);
			})
		);
	});

	test('a line has a gap where a value is not told, and stands over the middle of its label', () => {
		const { y } = scaleOf(10, true);
		expect(pathOf([10, undefined, 0], y).match(/M/g)).toHaveLength(2);
		expect(pathOf([10, 0], y)).toBe(`M25,${y(10)}L75,${y(0)}`);
		expect(middleOf(0, 4)).toBe(12.5);
	});

	test('few labels are written, the newest among them', () => {
		const labels = Array.from({ length: 53 }, (_, at) => ({ short: `${at}`, full: `${at}` }));
		const written = writtenLabels(labels, 12);
		expect(written.at(-1)).toBe(true);
		expect(written.filter(Boolean).length).toBeLessThanOrEqual(12);
		expect(writtenLabels(labels.slice(0, 5), 12).every(Boolean)).toBe(true);
	});

	test('long labels are written more seldom, so that none touches the next', () => {
		const quarters = Array.from({ length: 9 }, () => ({ short: '25年10〜12月', full: '' }));
		expect(mostOf(quarters, 490)).toBe(5);
		expect(mostOf(quarters, 216)).toBe(2);
		expect(mostOf([{ short: '26/11', full: '' }], 490)).toBeGreaterThanOrEqual(11);
	});

	test('marks over the same label stand above each other', () => {
		expect(levelsOf([{ at: 1 }, { at: 2 }, { at: 1 }], 3)).toEqual([0, 0, 1]);
		expect(levelsOf([{ at: 11 }, { at: 12 }, { at: 15 }], 26)).toEqual([0, 1, 0]);
	});
});

describe('flows between two moments', () => {
	const places: FlowNode[] = ['a', 'b', 'c'].map((key) => ({
		key,
		name: key,
		sign: key,
		tone: 'ai'
	}));
	const key = fc.constantFrom('a', 'b', 'c');

	test('each side holds everyone who moved, and nodes stand in order without touching', () => {
		const flow = fc.record({ from: key, to: key, people: fc.integer({ min: 0, max: 5000 }) });
		const flows = fc.uniqueArray(flow, { selector: ({ from, to }) => from + to, maxLength: 9 });
		fc.assert(
			fc.property(flows, (moved: Flow[]) => {
				const all = moved.reduce((sum, { people }) => sum + people, 0);
				const { nodes, flows: drawn } = drawFlows(places, moved);
				expect(drawn).toHaveLength(moved.filter(({ people }) => people > 0).length);
				for (const side of [0, 1] as const) {
					const here = nodes.filter((node) => node.side === side);
					expect(here.reduce((sum, { people }) => sum + people, 0)).toBe(all);
					for (const [at, node] of here.entries()) {
						const next = here[at + 1];
						if (next) expect(next.y).toBeGreaterThanOrEqual(node.y + node.height + 30);
					}
					expect(here.map((node) => node.key)).toEqual(here.map((node) => node.key).toSorted());
				}
			})
		);
	});
});
