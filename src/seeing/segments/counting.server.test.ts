import { beforeAll, beforeEach, expect, test } from 'vitest';
import { freshenAllRows } from '#people/persons/refreshing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { countOfSegment, recountSegment } from './counting.server.ts';
import type { CountedSegment } from './segment.ts';
import { addSegment, changeSegment, segmentAtDesk } from './segments.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const tag = (personId: string) =>
	own.owner.query(
		`insert into person_tag (network_id, person_id, tag, added_by) values ($1, $2, '大阪', $3)`,
		[hikari.network.networkId, personId, hikari.hashimoto.personId]
	);
const freshen = () => freshenAllRows(hikari.network);

/** How a network of more people than are counted for each look shows the segment. */
async function shownInLarge(segmentId: string): Promise<CountedSegment> {
	const segment = await segmentAtDesk(hikari.hashimoto, segmentId);
	const { rows } = await own.owner.query(
		`select people, members, reachable, counted_at as "countedAt" from segment where segment_id = $1`,
		[segmentId]
	);
	return inNetwork(hikari.hashimoto, (db) =>
		countOfSegment(db, hikari.hashimoto, { ...segment, ...rows[0] }, 0)
	);
}

async function jobsLeft(): Promise<unknown[]> {
	const { rows } = await own.owner.query(
		`select j.payload->>'segmentId' as segment
		from graphile_worker._private_jobs j
		join graphile_worker._private_tasks t on t.id = j.task_id
		where t.identifier = 'segment.count'`
	);
	return rows.map((row: { segment: string }) => row.segment);
}

let segmentId: string;
beforeEach(async () => {
	await own.owner.query(`delete from graphile_worker._private_jobs`);
	await own.owner.query(`delete from person_tag`);
	await own.owner.query(`delete from segment`);
	await tag(hikari.watanabeId);
	await freshen();
	segmentId = await addSegment(hikari.hashimoto, '大阪の人', new URLSearchParams('tag=大阪'));
});

test('a small network counts at each look, and keeps nothing', async () => {
	expect(await segmentAtDesk(hikari.hashimoto, segmentId)).toMatchObject({ people: 1, countedAt: null });
	await tag(hikari.nakamura.personId);
	expect(await segmentAtDesk(hikari.hashimoto, segmentId)).toMatchObject({ people: 2, countedAt: null });
	const { rows } = await own.owner.query('select people from segment');
	expect(rows).toEqual([{ people: null }]);
});

test('a very large one counts at the first look, and says when that was at the next', async () => {
	const first = await shownInLarge(segmentId);
	expect(first).toMatchObject({ people: 1, countedAt: expect.any(Date) });
	await tag(hikari.nakamura.personId);
	await freshen();
	const second = await shownInLarge(segmentId);
	expect(second).toEqual({ ...first, countedAt: second.countedAt });
	expect(Math.abs(second.countedAt!.getTime() - first.countedAt!.getTime())).toBeLessThan(1000);
	expect(await jobsLeft()).toEqual([]);
});

test('what was counted more than an hour ago is counted again in the background, once', async () => {
	await shownInLarge(segmentId);
	await tag(hikari.nakamura.personId);
	await freshen();
	await own.owner.query(`update segment set counted_at = counted_at - interval '61 minutes'`);
	expect((await shownInLarge(segmentId)).people).toBe(1);
	expect((await shownInLarge(segmentId)).people).toBe(1);
	expect(await jobsLeft()).toEqual([segmentId]);
	await recountSegment({ ...hikari.network, segmentId });
	expect((await shownInLarge(segmentId)).people).toBe(2);
});

test('a segment that is saved anew is counted anew; one that is gone is left alone', async () => {
	await shownInLarge(segmentId);
	await changeSegment(hikari.hashimoto, segmentId, 1, '東京の人', new URLSearchParams('tag=東京'));
	expect((await shownInLarge(segmentId)).people).toBe(0);
	await own.owner.query(`delete from segment`);
	await recountSegment({ ...hikari.network, segmentId });
});
