import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { quadrantBoard } from '#seeing/quadrants/quadrants.server.ts';
import { unlockBoard } from '#seeing/unlock-board/unlock-board.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { publishFigures } from './tasks.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let admin: Actor;
const columns = ['ready', 'tied', 'hesitant', 'distant', 'unknown'];

/** Writes what was counted for a company so many days before the Monday of this week. */
async function count(companyId: string, daysBefore: number, people: number[]): Promise<void> {
	await own.owner.query(
		`insert into quadrant_day (network_id, day, company_id, quadrant, people)
		select $1, date_trunc('week', network_today())::date - $2::int, $3, quadrant, people
		from unnest($4::text[], $5::int[]) x (quadrant, people)`,
		[hikari.network.networkId, daysBefore, companyId, columns, people]
	);
}

async function tally(people: number): Promise<void> {
	await own.owner.query('delete from unlock_tally');
	await own.owner.query(
		`insert into unlock_tally (network_id, code, quadrant, people, would_return, heard)
		values ($1, 'relocation', 'tied', $2, 3, 0), ($1, 'pay', 'tied', 4, 4, 0)`,
		[hikari.network.networkId, people]
	);
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	admin = { ...hikari.ishikawa, roles: ['admin'] };
	await count(hikari.parentId, 10, [33, 41, 52, 64, 78]);
	await count(hikari.digitalId, 10, [17, 23, 31, 3, 12]);
	// A week later six people of the parent have moved, and one of the subsidiary.
	await count(hikari.parentId, 3, [27, 47, 52, 64, 78]);
	await count(hikari.digitalId, 3, [18, 23, 31, 2, 12]);
	await tally(12);
	await publishFigures(hikari.network);
});

test('stewards see exact figures, management and admins those of the week, rounded to five and without a moment', async () => {
	expect(await quadrantBoard(hikari.hashimoto, hikari.parentId)).toMatchObject({
		now: { ready: 27, tied: 47 },
		total: 268,
		isPublished: false
	});
	for (const actor of [hikari.ishikawa, admin]) {
		const board = await quadrantBoard(actor, hikari.parentId);
		expect(board).toMatchObject({
			now: { ready: 25, tied: 45 },
			total: 270,
			asOf: null,
			isPublished: true
		});
	}
});

test('where fewer than five changed the last published figures stand, in the totals as well', async () => {
	const digital = await quadrantBoard(hikari.ishikawa, hikari.digitalId);
	expect(digital.now).toMatchObject({ tied: 25, hesitant: 30, distant: undefined });
	const { rows } = await own.owner.query<{ people: number }>(
		`select people
		from published_figure
		where board = 'quadrants'
			and week = (select max(week) from published_week)
			and row_key = 'all'
			and column_key = 'ready'`
	);
	expect(rows).toEqual([{ people: 27 + 17 }]);
});

test('the board of all without that of one company does not give the other one away', async () => {
	const [all, parent] = await Promise.all([
		quadrantBoard(hikari.ishikawa),
		quadrantBoard(hikari.ishikawa, hikari.parentId)
	]);
	expect([all.now.distant, parent.now.distant]).toContain(undefined);
	for (const [at, point] of all.history.entries())
		expect([point.figures.distant, parent.history[at]!.figures.distant]).toContain(undefined);
});

test('one answer more changes nothing that management reads, a second later or at the next count', async () => {
	const before = await Promise.all([quadrantBoard(hikari.ishikawa), unlockBoard(hikari.ishikawa)]);
	await count(hikari.parentId, 0, [90, 0, 0, 0, 0]);
	await tally(200);
	await publishFigures(hikari.network);
	expect(await Promise.all([quadrantBoard(hikari.ishikawa), unlockBoard(hikari.ishikawa)])).toEqual(before);
	expect((await quadrantBoard(hikari.hashimoto)).now.ready).toBe(90);
});

test('the unlock board of management holds what was published, a reason of four people not at all', async () => {
	const { rows, asOf } = await unlockBoard(hikari.ishikawa);
	expect(rows).toMatchObject([
		{ code: 'relocation', people: 10, byQuadrant: { tied: 10, ready: 0 }, wouldReturn: undefined }
	]);
	expect(asOf).toBeNull();
});
