import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { remindOfTalks } from '../after/reminding.server.ts';
import { saveHosting } from '../hosting/hosting.server.ts';
import { talkOf } from '../talks.server.ts';
import { bookTalk } from './booking.server.ts';
import { cancelTalk, putBackTalk, tellCalledOff, undoOfTalk } from './calling-off.server.ts';
import { hostToTalk } from './hosts.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
let talkId: string;
let startsAt: Date;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await saveHosting(hikari.mori, openAtNoon());
	startsAt = (await hostToTalk(hikari.nakamura, hikari.mori.personId))!.slots.at(-1)!;
	talkId = await book(hikari.nakamura);
	await own.owner.query('delete from mail');
});

const book = (actor: Actor) =>
	bookTalk(actor, { host: hikari.mori.personId }, { startsAt, way: 'online', telephone: '', wish: '' });
const tell = () => tellCalledOff({ ...hikari.network, talkId });
const later = (hours: number) =>
	own.owner.query('update casual_talk set cancelled_at = cancelled_at - make_interval(hours => $1)', [
		hours
	]);

type Mail = { address: string; subject: string; bodyText: string; calendar: string };
async function mails(): Promise<Mail[]> {
	const { rows } = await own.owner.query<Mail>(
		`select address, subject, body_text as "bodyText", calendar from mail order by created_at, mail_id`
	);
	return rows;
}

async function jobsDueIn(): Promise<number[]> {
	const { rows } = await own.owner.query(
		`select extract(epoch from run_at - now())::int as seconds
		from graphile_worker.jobs
		where key = $1`,
		[`talk.called_off:${talkId}`]
	);
	return rows.map((row) => row.seconds as number);
}

describe('a talk that was called off by mistake', () => {
	test('is put back by who did so, and nobody ever hears of it', async () => {
		await cancelTalk(hikari.nakamura, talkId);
		expect(await mails()).toEqual([]);
		const [due] = await jobsDueIn();
		expect(due, 'told in ten minutes').toBeGreaterThan(500);
		expect(await undoOfTalk(hikari.nakamura, talkId)).toMatchObject({ isTold: false });
		await putBackTalk(hikari.nakamura, talkId);
		await tell();
		expect(await mails()).toEqual([]);
		expect(await talkOf(hikari.mori, talkId)).toMatchObject({ state: 'booked', startsAt });
		await expect(book(hikari.igarashi), 'the time is held').rejects.toMatchObject({ why: 'slot_taken' });
	});

	test('is told of ten minutes later, once, with the hour until which it can be put back', async () => {
		await cancelTalk(hikari.mori, talkId);
		await tell();
		await tell();
		const told = await mails();
		expect(told).toHaveLength(2);
		for (const mail of told) {
			expect(mail.subject).toContain('取りやめになりました');
			expect(mail.bodyText).toMatch(/までなら元に戻せます/);
		}
		await putBackTalk(hikari.mori, talkId);
		const again = (await mails()).slice(2);
		expect(again.map((mail) => mail.subject)).toEqual([
			'森 健一さんとのカジュアル面談は予定どおり行います',
			'中村 さくらさんとのカジュアル面談は予定どおり行います'
		]);
		expect(again[0]!.calendar).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:2/);
	});

	test('is told of at once where it begins within the hour', async () => {
		await own.owner.query(
			`update casual_talk
			set starts_at = now() + interval '20 minutes', ends_at = now() + interval '50 minutes'
			where talk_id = $1`,
			[talkId]
		);
		await cancelTalk(hikari.nakamura, talkId);
		expect((await jobsDueIn())[0]).toBeLessThanOrEqual(0);
	});
});

describe('a talk that was called off stays so', () => {
	test('for everyone but who did it', async () => {
		await cancelTalk(hikari.nakamura, talkId);
		for (const actor of [hikari.mori, hikari.igarashi, hikari.ishikawa]) {
			expect(await undoOfTalk(actor, talkId)).toBeUndefined();
			await expect(putBackTalk(actor, talkId)).rejects.toThrow(NotFound);
		}
		await putBackTalk(hikari.nakamura, talkId);
		await expect(putBackTalk(hikari.nakamura, talkId), 'twice').rejects.toThrow(NotFound);
	});

	test('after a day, and then nobody knows any more who did it', async () => {
		await cancelTalk(hikari.nakamura, talkId);
		await later(25);
		expect(await undoOfTalk(hikari.nakamura, talkId)).toBeUndefined();
		await expect(putBackTalk(hikari.nakamura, talkId)).rejects.toMatchObject({ why: 'undo_is_over' });
		await remindOfTalks(hikari.network);
		const { rows } = await own.owner.query('select canceller_id from casual_talk where talk_id = $1', [
			talkId
		]);
		expect(rows).toEqual([{ canceller_id: null }]);
	});

	test('once its time is taken by another, or a block keeps the two apart', async () => {
		await cancelTalk(hikari.nakamura, talkId);
		const other = await book(hikari.igarashi);
		await expect(putBackTalk(hikari.nakamura, talkId)).rejects.toMatchObject({ why: 'slot_taken' });
		await cancelTalk(hikari.igarashi, other);
		await block(hikari.mori, hikari.nakamura.personId);
		await expect(putBackTalk(hikari.nakamura, talkId)).rejects.toThrow(NotFound);
	});
});
