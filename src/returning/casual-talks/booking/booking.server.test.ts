import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { briefFor } from '../hosting/brief.server.ts';
import { saveHosting } from '../hosting/hosting.server.ts';
import { poolsAtDesk, savePool } from '../hosting/pools.server.ts';
import { talkOf, talksAhead } from '../talks.server.ts';
import { SlotTaken, bookTalk, type With } from './booking.server.ts';
import { doorsToTalk, hostToTalk, poolToTalk } from './hosts.server.ts';
import { cancelTalk } from './calling-off.server.ts';
import { moveTalk } from './moving.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, openAtNoon());
});
const slots = async () => (await hostToTalk(hikari.nakamura, hikari.mori.personId))!.slots;
const mori = (): With => ({ host: hikari.mori.personId });
const book = (actor: Actor, startsAt: Date, whom: With = mori(), wish = '') =>
	bookTalk(actor, whom, { startsAt, way: 'online', telephone: '', wish });

describe('a casual talk', () => {
	test('is booked at a free time, and that time is free no more', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!, mori(), '今の現場のこと');
		expect((await slots()).map(Number)).not.toContain(Number(first));
		await expect(book(hikari.igarashi, first!)).rejects.toMatchObject({ why: 'slot_taken' });
		expect(await talksAhead(hikari.mori)).toMatchObject([{ talkId, wish: '今の現場のこと' }]);
	});

	test('that was just taken comes with other times near it', async () => {
		const [first, second] = await slots();
		await book(hikari.nakamura, first!);
		const refused = await book(hikari.igarashi, first!).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(SlotTaken);
		expect((refused as SlotTaken).others[0]).toEqual(second);
		expect((refused as SlotTaken).others).toHaveLength(6);
	});

	test('leaves the host the rest they want, and keeps their limit of a week', async () => {
		await saveHosting(hikari.mori, openAtNoon({ restMinutes: 15 }));
		const [first] = await slots();
		await book(hikari.nakamura, first!);
		expect((await slots()).map(Number)).not.toContain(Number(first) + 30 * 60_000);
		await saveHosting(hikari.mori, openAtNoon({ weeklyLimit: 1 }));
		const sameWeek = (await slots()).filter(
			(slot) =>
				Math.abs(Number(slot) - Number(first)) < 24 * 3_600_000 &&
				slot.getUTCDay() >= first!.getUTCDay() &&
				slot.getUTCDay() !== 1
		);
		expect(sameWeek).toEqual([]);
	});
});

describe('a talk that is booked', () => {
	test('called off, its time is free again', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await cancelTalk(hikari.nakamura, talkId);
		expect((await slots()).map(Number)).toContain(Number(first));
		await expect(cancelTalk(hikari.nakamura, talkId)).rejects.toThrow(NotFound);
	});

	test('is over: it cannot be moved or called off, and nobody is mailed', async () => {
		const [first, second] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await own.owner.query(
			`update casual_talk set starts_at = now() - interval '3 days', ends_at = now() - interval '71 hours'
			where talk_id = $1`,
			[talkId]
		);
		await own.owner.query('delete from mail');
		const over = { why: 'talk_over' };
		await expect(cancelTalk(hikari.nakamura, talkId)).rejects.toMatchObject(over);
		await expect(moveTalk(hikari.mori, talkId, second!)).rejects.toMatchObject(over);
		expect((await own.owner.query('select from mail')).rows).toEqual([]);
	});

	test('is nobody’s business but theirs', async () => {
		const [first] = await slots();
		const talkId = await book(hikari.nakamura, first!);
		await expect(talkOf(hikari.igarashi, talkId)).rejects.toThrow(NotFound);
		await expect(cancelTalk(hikari.ishikawa, talkId)).rejects.toThrow(NotFound);
		await expect(moveTalk(hikari.igarashi, talkId, first!)).rejects.toThrow(NotFound);
		await expect(briefFor(hikari.ishikawa, talkId)).rejects.toThrow(NotFound);
		await expect(book(hikari.mori, first!)).rejects.toThrow(Forbidden);
	});

	test('cannot be booked outside the open hours, nor by a way that the host does not offer', async () => {
		const [first] = await slots();
		await expect(book(hikari.nakamura, new Date(Number(first) + 7 * 60_000))).rejects.toMatchObject({
			why: 'slot_taken'
		});
		await expect(
			bookTalk(hikari.nakamura, mori(), { startsAt: first!, way: 'on_site', telephone: '', wish: '' })
		).rejects.toMatchObject({ why: 'not_usable', field: 'way' });
		await saveHosting(hikari.mori, openAtNoon({ ways: ['telephone'] }));
		await expect(
			bookTalk(hikari.nakamura, mori(), { startsAt: first!, way: 'telephone', telephone: '', wish: '' })
		).rejects.toMatchObject({ why: 'required', field: 'telephone' });
	});
});

describe('between two of whom one has shut out the other', () => {
	test.each(['host', 'alumnus'] as const)(
		'no talk is offered, booked or moved, when the %s did so',
		async (who) => {
			const [first, second] = await slots();
			const talkId = await book(hikari.nakamura, first!);
			if (who === 'host') await block(hikari.mori, hikari.nakamura.personId);
			else await block(hikari.nakamura, hikari.mori.personId);
			expect((await doorsToTalk(hikari.nakamura)).hosts).toEqual([]);
			expect((await doorsToTalk(hikari.igarashi)).hosts).toHaveLength(1);
			expect(await hostToTalk(hikari.nakamura, hikari.mori.personId)).toBeUndefined();
			await expect(book(hikari.nakamura, second!)).rejects.toThrow(NotFound);
			for (const actor of [hikari.nakamura, hikari.mori])
				await expect(moveTalk(actor, talkId, second!)).rejects.toThrow(NotFound);
			await cancelTalk(hikari.mori, talkId);
		}
	);
});

describe('a pool', () => {
	const pool = async (hostsNeeded: number) => {
		await saveHosting(hikari.ishikawa, openAtNoon({ minutes: 60 }));
		await savePool(hikari.hashimoto, null, {
			name: '現場と経営',
			introduction: '',
			hostsNeeded,
			minutes: 30,
			isOpen: true,
			hosts: [hikari.mori.personId, hikari.ishikawa.personId]
		});
		return (await poolsAtDesk(hikari.hashimoto)).pools[0]!.poolId;
	};

	test('gives nobody a host whom they shut out', async () => {
		const poolId = await pool(1);
		await block(hikari.nakamura, hikari.ishikawa.personId);
		expect((await poolToTalk(hikari.nakamura, poolId))!.hosts).toEqual([hikari.mori.personId]);
		await block(hikari.mori, hikari.nakamura.personId);
		expect(await poolToTalk(hikari.nakamura, poolId)).toBeUndefined();
		expect((await poolToTalk(hikari.igarashi, poolId))!.hosts).toHaveLength(2);
	});

	test('takes turns: who has not talked for longest is next', async () => {
		const poolId = await pool(1);
		const [first, second, third] = (await poolToTalk(hikari.nakamura, poolId))!.slots;
		const hostOf = async (talkId: string) =>
			(await own.owner.query(`select host_id from casual_talk_host where talk_id = $1`, [talkId]))
				.rows[0].host_id;
		const one = await hostOf(await book(hikari.nakamura, first!, { pool: poolId }));
		const two = await hostOf(await book(hikari.nakamura, second!, { pool: poolId }));
		const three = await hostOf(await book(hikari.nakamura, third!, { pool: poolId }));
		expect(new Set([one, two])).toEqual(new Set([hikari.mori.personId, hikari.ishikawa.personId]));
		expect(three).toBe(one);
	});

	test('of two together offers only when both are free', async () => {
		const poolId = await pool(2);
		const [first] = (await poolToTalk(hikari.nakamura, poolId))!.slots;
		await book(hikari.igarashi, first!);
		expect((await poolToTalk(hikari.nakamura, poolId))!.slots.map(Number)).not.toContain(Number(first));
		const [next] = (await poolToTalk(hikari.nakamura, poolId))!.slots;
		const talk = await talkOf(hikari.mori, await book(hikari.nakamura, next!, { pool: poolId }));
		expect(talk.hosts).toHaveLength(2);
		await expect(
			savePool(hikari.hashimoto, poolId, {
				name: 'x',
				introduction: '',
				hostsNeeded: 3,
				minutes: 30,
				isOpen: true,
				hosts: [hikari.mori.personId]
			})
		).rejects.toMatchObject({ why: 'too_few_hosts' });
	});
});
