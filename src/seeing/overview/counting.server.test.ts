import { beforeAll, describe, expect, test } from 'vitest';
import { restrictedReasons } from '#people/departures/reason.ts';
import { growNetwork } from '#test/fixtures/generated.ts';
import type { Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { publishFigures } from '#seeing/published/tasks.server.ts';
import { quadrantMoves } from '#seeing/quadrants/moves.server.ts';
import { overviewOf } from './overview.server.ts';
import { dated, datedBoard, steps } from './measures.ts';
import { rawOf, type Raw } from './raw.fixture.ts';
import {
	reckonContacts,
	reckonMoves,
	reckonStays,
	reckonSteps,
	reckonWays
} from '#test/fixtures/reckoning.ts';
import { countOverview } from './tasks.server.ts';

const own = useOwnDatabase();
const sizes = [
	{ leavers: 0, seed: 1 },
	{ leavers: 60, seed: 2 },
	{ leavers: 400, seed: 3 }
];

/** Figures as one text each, in order: what is the same is equal, and what is missing is seen. */
const lines = (figures: Iterable<readonly [string, number]>) =>
	[...figures].map(([key, value]) => `${key} = ${Math.round(value * 1000) / 1000}`).toSorted();

describe.each(sizes)('of $leavers who left', ({ leavers, seed }) => {
	const slug = `of-${leavers}`;
	let raw: Raw;
	let networkId: string;
	let hikari: Hikari;

	async function counted(boards: string[], value = 'people'): Promise<string[]> {
		const { rows } = await own.owner.query(
			`select board || ' ' || row_key || ' ' || column_key as key, ${value}::float8 as value
			from overview_figure
			where network_id = $1 and board = any ($2)`,
			[networkId, boards]
		);
		return lines(rows.map((row) => [row.key, row.value] as const));
	}

	beforeAll(async () => {
		hikari = await growNetwork(own.owner, slug, { leavers, seed });
		const { network } = hikari;
		networkId = network.networkId;
		await countOverview(network);
		await countOverview(network); // counting again gives the same
		raw = await rawOf(own.owner, networkId);
	});

	test('how far leavers came, by company and by quarter, is what their rows say', async () => {
		const { reached, medians } = reckonSteps(raw);
		expect(reached.size).toBeGreaterThan(3);
		expect(await counted([...steps, ...dated.map(datedBoard)])).toEqual(lines(reached));
		expect(await counted(['medians'], 'figure')).toEqual(lines(medians));
	});

	test('each rule divides everyone who came back, and no more', async () => {
		const { sums, back } = reckonWays(raw);
		expect(await counted(['ways'], 'figure')).toEqual(lines(sums));
		for (const rule of ['first', 'last', 'assisted', 'said']) {
			const ofRule = [...sums].filter(([key]) => key.startsWith(`ways ${rule} `));
			expect(ofRule.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(back, 6);
		}
		expect(await counted(['stayed_12', 'stayed_24'])).toEqual(lines(reckonStays(raw)));
	});

	test('contact against the wish to return counts every alumnus once', async () => {
		const contacts = reckonContacts(raw);
		expect(await counted(['contact'])).toEqual(lines(contacts));
	});

	test('movements between quadrants are what was said, and never by a restricted reason', async () => {
		const { rows } = await own.owner.query(
			`select concat_ws(' ', days, part, part_key, from_key, to_key) as key, people as value
			from quadrant_move
			where network_id = $1`,
			[networkId]
		);
		const moves = reckonMoves(raw);
		expect(lines(rows.map((row) => [row.key, row.value] as const))).toEqual(lines(moves));
		for (const code of restrictedReasons) expect([...moves.keys()].join('\n')).not.toContain(` ${code} `);
	});

	test('stewards read it exactly, management what was published, by fives and not by company, and nobody else anything', async () => {
		await publishFigures(hikari.network);
		await expectExact(hikari, raw);
		await expectPublished(hikari, raw, leavers);
	});
});

function allOfStep({ parentId, digitalId }: Hikari, raw: Raw, step: string): number {
	const { reached } = reckonSteps(raw);
	return [parentId, digitalId].reduce((sum, id) => sum + (reached.get(`${step} ${id} people`) ?? 0), 0);
}

async function expectExact(hikari: Hikari, raw: Raw): Promise<void> {
	const { hashimoto, parentId } = hikari;
	const exact = await overviewOf(hashimoto);
	expect(exact.steps).toEqual(steps.map((step) => ({ step, people: allOfStep(hikari, raw, step) })));
	const ofParent = await overviewOf(hashimoto, parentId);
	expect(ofParent.steps.find(({ step }) => step === 'joined')?.people).toBe(
		reckonSteps(raw).reached.get(`joined ${parentId} people`) ?? 0
	);
}

async function expectPublished(hikari: Hikari, raw: Raw, leavers: number): Promise<void> {
	const { ishikawa, mori, nakamura, parentId } = hikari;
	const published = await overviewOf(ishikawa);
	expect(published.isPublished).toBe(true);
	expect(new Date(published.week!).getUTCDay(), 'a Monday').toBe(1);
	for (const { step, people } of published.steps) {
		if (people === undefined) continue;
		expect(people % 5, step).toBe(0);
		expect(people, step).toBeLessThanOrEqual(allOfStep(hikari, raw, step) + 2);
	}
	if (leavers > 100) expect(published.steps.filter(({ people }) => people).length).toBeGreaterThan(5);
	expect(await overviewOf(ishikawa, parentId)).toMatchObject({ steps: [], flows: {} });
	const byReason = { days: 90, part: 'reason', key: 'relocation' } as const;
	expect(await quadrantMoves(ishikawa, byReason)).toMatchObject({
		isPublished: true,
		asked: { part: 'all' },
		keys: []
	});
	for (const actor of [mori, nakamura]) {
		await expect(overviewOf(actor)).rejects.toThrow(Forbidden);
		await expect(quadrantMoves(actor, byReason)).rejects.toThrow(Forbidden);
	}
}
