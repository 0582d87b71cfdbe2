import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { firstSteps } from '#gathering/arrivals/arrivals.server.ts';
import { eventFor } from '#gathering/events/events.server.ts';
import { groupsInCommon } from '#gathering/groups/common.server.ts';
import { groupFor, joinGroup, makeGroup } from '#gathering/groups/groups.server.ts';
import { answerAsked } from '#gathering/groups/members.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { others } from '#people/profiles/faces.ts';
import { timesTogether } from '#people/profiles/together.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { bringPicture, broughtPicture, choosePicture, removePicture } from './own-picture.server.ts';
import { bytesOf } from './uploads.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

/** A picture of 300 by 100 whose left third is red, the middle green, the right blue. */
async function striped(): Promise<File> {
	const stripe = (background: string) =>
		sharp({ create: { width: 100, height: 100, channels: 3, background } })
			.png()
			.toBuffer();
	const [red, green, blue] = await Promise.all(['#f00', '#0f0', '#00f'].map(stripe));
	const bytes = await sharp({ create: { width: 300, height: 100, channels: 3, background: '#fff' } })
		.composite([red, green, blue].map((input, at) => ({ input: input!, left: at * 100, top: 0 })))
		.png()
		.toBuffer();
	return new File([new Uint8Array(bytes)], '顔.png', { type: 'image/png' });
}

const pictureIdOf = async (actor: Actor): Promise<string | null> =>
	(await own.owner.query(`select picture_id from profile where person_id = $1`, [actor.personId])).rows[0]
		?.picture_id;
const uploadsOf = async (actor: Actor): Promise<number> =>
	(await own.owner.query(`select from upload where owner_id = $1`, [actor.personId])).rowCount ?? 0;

describe('one’s own picture', () => {
	test('is the square that was cut; what was cut away, and the one before, are gone', async () => {
		const { nakamura, igarashi } = hikari;
		const path = () => readNetwork(nakamura, (db) => firstSteps(db, nakamura));
		expect((await path()).hasPicture).toBe(false);
		const brought = await bringPicture(nakamura, await striped());
		await expect(bytesOf(igarashi, brought.uploadId, 'full')).rejects.toThrow(NotFound);
		await choosePicture(nakamura, brought.uploadId, { x: 100, y: 50, zoom: 1 });
		const first = (await pictureIdOf(nakamura))!;
		const { bytes } = await bytesOf(igarashi, first, 'thumb');
		const { channels } = await sharp(bytes).stats();
		const [red, , blue] = channels.map(({ mean }) => mean);
		expect(red!).toBeLessThan(20);
		expect(blue!).toBeGreaterThan(230);
		expect(await sharp((await bytesOf(igarashi, first, 'full')).bytes).metadata()).toMatchObject({
			width: 100,
			height: 100
		});
		expect((await path()).hasPicture).toBe(true);

		const again = await bringPicture(nakamura, await striped());
		await choosePicture(nakamura, again.uploadId, { x: 0, y: 0, zoom: 2 });
		expect(await pictureIdOf(nakamura)).not.toBe(first);
		await expect(bytesOf(nakamura, first, 'full')).rejects.toThrow(NotFound);
		expect(await uploadsOf(nakamura)).toBe(1);
		await removePicture(nakamura);
		expect([await pictureIdOf(nakamura), await uploadsOf(nakamura)]).toEqual([null, 0]);
	});

	test('is cut only from what one brought oneself and stands nowhere yet', async () => {
		const { nakamura, igarashi } = hikari;
		const { uploadId } = await bringPicture(nakamura, await striped());
		const middle = { x: 50, y: 50, zoom: 1 };
		await expect(choosePicture(igarashi, uploadId, middle)).rejects.toThrow(NotFound);
		expect(await broughtPicture(igarashi, uploadId)).toBeUndefined();
		expect(await broughtPicture(nakamura, uploadId)).toEqual({ uploadId, width: 300, height: 100 });
		await choosePicture(nakamura, uploadId, middle);
		await expect(choosePicture(nakamura, uploadId, middle)).rejects.toThrow(NotFound);
		await expect(choosePicture(nakamura, (await pictureIdOf(nakamura))!, middle)).rejects.toThrow(
			NotFound
		);
		for (const none of [null, 'x', new File([], 'x.png'), new File(['<svg/>'], 'x.png')])
			await expect(bringPicture(nakamura, none)).rejects.toThrow(Invalid);
	});
});

describe('who is inside', () => {
	const facesOf = async (actor: Actor, groupId: string) =>
		(await readNetwork(actor, (db) => groupFor(db, actor, groupId))).faces
			.map((face) => face.familyName)
			.sort();
	const wish = { purpose: '', ruleDepartment: null, rulePlace: null, ruleJoined: null };

	test('a closed group shows its faces to those inside, and to nobody the face of one who is apart or unlisted', async () => {
		const { nakamura, igarashi } = hikari;
		const groupId = await makeGroup(nakamura, { ...wish, name: '内輪', kind: 'closed' });
		await joinGroup(igarashi, groupId);
		expect(await facesOf(igarashi, groupId)).toEqual([]);
		await answerAsked(nakamura, groupId, igarashi.personId, true);
		expect(await facesOf(igarashi, groupId)).toEqual(['中村', '五十嵐']);
		const common = () => readNetwork(nakamura, (db) => groupsInCommon(db, nakamura, igarashi.personId));
		expect(await common()).toEqual([{ groupId, name: '内輪' }]);
		await block(igarashi, nakamura.personId);
		expect(await facesOf(nakamura, groupId)).toEqual(['中村']);
		await unblock(igarashi, nakamura.personId);
		await own.owner.query(`update profile set is_listed = false where person_id = $1`, [
			nakamura.personId
		]);
		expect(await facesOf(igarashi, groupId)).toEqual(['五十嵐']);
		await own.owner.query(`update profile set is_listed = true where person_id = $1`, [
			nakamura.personId
		]);
	});

	test('an event shows those who come, not those who do not', async () => {
		const { ishikawa, nakamura, igarashi, mori } = hikari;
		const made = await own.owner.query(
			`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
			values ($1, $2, '同窓会', 'on_site', '本社', now() + interval '3 days', now() + interval '75 hours', 'Asia/Tokyo')
			returning event_id`,
			[ishikawa.networkId, ishikawa.personId]
		);
		const eventId = made.rows[0].event_id as string;
		for (const [person, answer] of [
			[nakamura, 'going'],
			[igarashi, 'not_going']
		] as const)
			await own.owner.query(
				`insert into event_reply (network_id, event_id, person_id, answer) values ($1, $2, $3, $4)`,
				[person.networkId, eventId, person.personId, answer]
			);
		const { faces } = await readNetwork(mori, (db) => eventFor(db, mori, eventId));
		expect(faces.map((face) => face.personId)).toEqual([nakamura.personId]);
		expect(
			[others(6, 5), others(9, 5), others(10, 5)],
			'a small rest would tell of who is hidden'
		).toEqual([0, 0, 5]);
	});
});

test('when two worked together is shown as far as the other shows their career', async () => {
	const { nakamura, mori, igarashi } = hikari;
	const times = (actor: Actor, other: Actor) =>
		readNetwork(actor, (db) => timesTogether(db, actor, other.personId));
	const [led] = await times(nakamura, mori);
	expect(led).toMatchObject({ nameJa: '株式会社ひかり製作所', isTeam: true, until: '2021-03-31' });
	expect((await times(mori, nakamura))[0]).toEqual(led);
	expect(await times(nakamura, nakamura)).toEqual([]);
	const { rows } = await own.owner.query(
		`insert into profile (network_id, person_id, career_for) values ($1, $2, 'nobody')
		on conflict (network_id, person_id) do update set career_for = 'nobody' returning 1`,
		[igarashi.networkId, igarashi.personId]
	);
	expect(rows.length).toBe(1);
	expect(await times(nakamura, igarashi)).toEqual([]);
});
