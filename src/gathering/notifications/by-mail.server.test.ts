import { beforeAll, beforeEach, expect, test } from 'vitest';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { deliver } from './delivering.server.ts';
import { notificationsOf, seeAt } from './notifications.server.ts';
import { notify, type Happening } from './notify.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
const subject = '01a206bd-ab4e-7ca0-8fbf-87e87e6ce1fd';

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await own.owner.query(`update contact set quiet_from = '00:00', quiet_until = '00:00'`);
});
beforeEach(() => own.owner.query('delete from notification; delete from mail'));

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
	(await own.owner.query('select subject, body_text from mail order by created_at')).rows;
const later = () => own.owner.query(`update notification set happened_at = now() - interval '11 minutes'`);

test.each([
	['comment', 1],
	['reaction', 0],
	['event_changed', 2],
	['check_in', 2],
	['outreach', 2],
	['opening_check', 2]
] as const)('of two about the same thing that were not seen, %s brings %s', async (kind, count) => {
	for (const path of ['/first', '/second']) {
		await tell({ kind, path });
		await later();
		await deliver(hikari.network);
	}
	expect(await mails()).toHaveLength(count);
	expect(await told(), 'one on the page').toMatchObject([{ path: '/second' }]);
});

test('what comes a day later about the same thing brings a mail again', async () => {
	for (const hours of [1, 2, 30, 1]) {
		await own.owner.query(
			'update notification set mail_written_at = mail_written_at - make_interval(hours => $1)',
			[hours]
		);
		await tell({ kind: 'message', path: '/messages/1', about: '' });
		await later();
		await deliver(hikari.network);
	}
	expect(await mails()).toHaveLength(2);
});

test('what was opened from a mail counts as seen, and nothing else does', async () => {
	await tell({ kind: 'letter', path: '/letters/1' });
	await tell({ kind: 'event_question', subjectId: crypto.randomUUID(), path: '/events/1#thought' });
	await tell({ kind: 'letter', subjectId: crypto.randomUUID(), path: '/letters/12' });
	for (const path of ['/letters/1', '/events/1']) await seeAt(hikari.nakamura, path);
	await seeAt(hikari.igarashi, '/letters/12');
	expect((await told()).filter(({ seenAt }) => !seenAt).map(({ path }) => path)).toEqual(['/letters/12']);
});

test('a reminder of an event says when and where it is, and nothing is said twice', async () => {
	const { rows } = await own.owner.query(
		`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
		values ($1, $2, '同窓会', 'on_site', '本社ラウンジ', '2030-05-07 19:00+09', '2030-05-07 21:00+09', 'Asia/Tokyo')
		returning event_id as id`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
	const about = { by: null, subjectId: rows[0].id as string, path: '/events/1', about: '同窓会' };
	await tell({ ...about, kind: 'event_reminder' });
	await later();
	await deliver(hikari.network);
	const [mail] = await mails();
	expect(mail.subject).toBe('まもなく「同窓会」です');
	expect(mail.body_text).toContain('まもなく「同窓会」です\n2030年5月7日（火） 19:00\n本社ラウンジ\nhttp');
	await tell({ kind: 'survey', by: null, subjectId: crypto.randomUUID(), about: '年末の声' });
	await later();
	await deliver(hikari.network);
	expect((await mails())[1].body_text.match(/年末の声/g)).toHaveLength(1);
});
