import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { subscribe } from '#gathering/push/push.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { PushService } from '#test/fixtures/push-service.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { deliver } from './delivering.server.ts';
import { notificationsOf, saveWishes, seeAll } from './notifications.server.ts';
import { notify, type Happening } from './notify.server.ts';
import { channels, kinds, wants } from './notification.ts';
import { sentenceOf } from './sentences.ts';

const own = useOwnDatabase();
const service = new PushService();
let hikari: Hikari;
const subject = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd';

beforeAll(async () => {
	await service.open();
	process.env.PUSH_HOSTS = service.host;
	hikari = await foundHikari(own.owner);
	await own.owner.query(`update contact set quiet_from = '00:00', quiet_until = '00:00'`);
});
afterAll(() => service.close());
beforeEach(async () => {
	await own.owner.query(
		'delete from notification; delete from mail; delete from notification_wish; delete from push_subscription; delete from push_sent'
	);
	service.pushed.length = 0;
	service.status = 201;
	service.isSilent = false;
	service.onPush = async () => undefined;
});

const tell = (more: Partial<Happening> = {}) =>
	inNetwork(hikari.network, (db) =>
		notify(db, hikari.network, {
			kind: 'comment',
			to: [hikari.nakamura.personId],
			by: hikari.igarashi.personId,
			subjectId: subject,
			path: '/posts/1',
			about: 'なつかしい',
			...more
		})
	);
const told = () => readNetwork(hikari.nakamura, (db) => notificationsOf(db, hikari.nakamura));
const mails = async () =>
	(await own.owner.query('select subject, body_text, address, list, status from mail order by created_at'))
		.rows;
const nightIsOver = () =>
	own.owner.query('update notification set push_after = now() where push_after is not null');
const later = () => own.owner.query(`update notification set happened_at = now() - interval '11 minutes'`);

describe('being told', () => {
	test('several of one kind about one thing are one, by all who did it, until it is seen', async () => {
		await tell();
		await tell({ by: hikari.ishikawa.personId });
		await tell({ by: hikari.mori.personId });
		await tell({ by: hikari.mori.personId });
		const [one, ...more] = await told();
		expect(more).toEqual([]);
		expect(one?.count).toBe(3);
		expect(one!.actors.map(({ personId, pictureId }) => [personId, pictureId])).toEqual([
			[hikari.mori.personId, null],
			[hikari.ishikawa.personId, null]
		]);
		expect(sentenceOf(one!.kind, { names: ['森 健一', '石川 隆'], count: 3, about: one!.about })).toBe(
			'森 健一さんほか2人があなたの投稿にコメントしました：なつかしい'
		);
		await seeAll(hikari.nakamura);
		await tell();
		expect(await told()).toHaveLength(2);
	});

	test('nobody is told of their own doings, nor by whom they have shut out', async () => {
		await tell({ by: hikari.nakamura.personId });
		await block(hikari.nakamura, hikari.igarashi.personId);
		await tell();
		await unblock(hikari.nakamura, hikari.igarashi.personId);
		expect(await told()).toEqual([]);
	});

	test('every kind and channel can be turned on and off', async () => {
		await saveWishes(hikari.nakamura, ['reaction.mail']);
		await tell();
		expect(await told()).toEqual([]);
		await tell({ kind: 'reaction' });
		expect(await told(), 'not on the page').toEqual([]);
		await later();
		await deliver(hikari.network);
		expect(await mails()).toHaveLength(1);
		const all = kinds.flatMap((kind) => channels.map((channel) => `${kind}.${channel}`));
		await saveWishes(hikari.nakamura, all);
		const { rows } = await own.owner.query(
			'select kind, channel, is_on as "isOn" from notification_wish'
		);
		for (const kind of kinds)
			for (const channel of channels) expect(wants(rows, kind, channel)).toBe(true);
	});
});

describe('by push', () => {
	test('it reaches the browser encrypted and signed, once', async () => {
		await subscribe(hikari.nakamura, service.subscription);
		await tell();
		await deliver(hikari.network);
		await deliver(hikari.network);
		expect(service.pushed).toEqual([
			{
				title: '五十嵐 亮さんがあなたの投稿にコメントしました：なつかしい',
				body: 'なつかしい',
				path: '/posts/1',
				tag: expect.any(String),
				badge: 1
			}
		]);
		expect(service.authorizations[0]).toMatch(/^vapid t=.+, ?k=.+/);
	});

	test('not in quiet hours: it comes when they are over', async () => {
		await subscribe(hikari.nakamura, service.subscription);
		await own.owner.query(`update contact set quiet_from = '00:00', quiet_until = '23:59'`);
		await tell();
		await deliver(hikari.network);
		expect(service.pushed).toEqual([]);
		await own.owner.query(`update contact set quiet_from = '00:00', quiet_until = '00:00'`);
		await nightIsOver();
		await deliver(hikari.network);
		expect(service.pushed).toHaveLength(1);
	});

	test('no more a day than the person chose', async () => {
		await subscribe(hikari.nakamura, service.subscription);
		await own.owner.query('update contact set pushes_per_day = 2');
		for (let at = 0; at < 4; at++) await tell({ subjectId: crypto.randomUUID() });
		await deliver(hikari.network);
		expect(service.pushed).toHaveLength(2);
		await own.owner.query('update contact set pushes_per_day = 10');
	});

	test('a browser that is gone is forgotten', async () => {
		await subscribe(hikari.nakamura, service.subscription);
		service.status = 410;
		await tell();
		await deliver(hikari.network);
		expect((await own.owner.query('select count(*)::int as n from push_subscription')).rows[0].n).toBe(0);
	});

	test.each([
		'http://169.254.169.254/latest',
		'https://evil.example/push',
		'http://127.0.0.1:1/push',
		'https://fcm.googleapis.com.evil.example/x',
		'javascript:1',
		''
	])('nothing is ever sent to %s', async (endpoint) => {
		await expect(subscribe(hikari.nakamura, { ...service.subscription, endpoint })).rejects.toMatchObject(
			{ why: 'not_usable' }
		);
	});
});

describe('by mail', () => {
	test('only what was not seen for ten minutes, in one mail, with a way out', async () => {
		await tell();
		await deliver(hikari.network);
		expect(await mails()).toEqual([]);
		await tell({ kind: 'mention', subjectId: crypto.randomUUID(), about: '元気？' });
		await later();
		await deliver(hikari.network);
		await deliver(hikari.network);
		const [mail, ...more] = await mails();
		expect(more).toEqual([]);
		expect(mail).toMatchObject({
			address: 'nakamura@hikari.example.jp',
			list: 'notification',
			subject: '未読の通知が2件あります（ひかりの輪）'
		});
		expect(mail.body_text).toMatch(/unsubscribe\/[\w.-]+$/);
	});

	test('what was seen is not mailed', async () => {
		await tell();
		await later();
		await seeAll(hikari.nakamura);
		await deliver(hikari.network);
		expect(await mails()).toEqual([]);
	});

	test('a message’s words stay in the message', async () => {
		await tell({ kind: 'message', about: '' });
		await later();
		await deliver(hikari.network);
		expect((await mails())[0].subject).toBe('五十嵐 亮さんからメッセージが届きました');
	});
});

describe('by mail, as many as someone allows', () => {
	test('under the cap, over all lists together', async () => {
		await own.owner.query('update contact set mails_per_month = 2');
		for (let at = 0; at < 4; at++) {
			await tell({ subjectId: crypto.randomUUID() });
			await later();
			await deliver(hikari.network);
		}
		expect(await mails()).toHaveLength(2);
		await tell({ kind: 'event_cancelled', subjectId: crypto.randomUUID(), about: '同窓会' });
		await tell({ subjectId: crypto.randomUUID() });
		await later();
		await deliver(hikari.network);
		expect((await mails()).slice(2), 'but for what they are owed').toMatchObject([
			{ subject: '「同窓会」は中止になりました' }
		]);
		await own.owner.query('update contact set mails_per_month = 3');
		await tell({ subjectId: crypto.randomUUID() });
		await later();
		await deliver(hikari.network);
		expect(await mails(), 'which does not count').toHaveLength(4);
	});

	test('none at all where they allow none, and none where they are left alone', async () => {
		await own.owner.query('update contact set mails_per_month = 0');
		await own.owner.query('delete from mail');
		await tell({ kind: 'event_cancelled', subjectId: crypto.randomUUID(), about: '同窓会' });
		await later();
		await deliver(hikari.network);
		expect(await mails()).toEqual([]);
		await own.owner.query('update contact set mails_per_month = 4, do_not_contact = true');
		await tell({ subjectId: crypto.randomUUID() });
		await later();
		await deliver(hikari.network);
		expect(await mails()).toEqual([]);
		await own.owner.query('update contact set do_not_contact = false');
	});
});
