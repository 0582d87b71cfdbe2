import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { subscribe } from '#gathering/push/push.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { PushService } from '#test/fixtures/push-service.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { deliver } from './delivering.server.ts';
import { saveWishes } from './notifications.server.ts';
import { notify, type Happening } from './notify.server.ts';

const own = useOwnDatabase();
const service = new PushService();
let hikari: Hikari;

beforeAll(async () => {
	await service.open();
	process.env.PUSH_HOSTS = service.host;
	hikari = await foundHikari(own.owner);
});
afterAll(() => service.close());
beforeEach(async () => {
	await own.owner.query(`
		delete from notification;
		delete from notification_wish;
		delete from push_subscription;
		delete from push_sent;
		delete from graphile_worker._private_jobs;
		update contact set quiet_from = '00:00', quiet_until = '00:00', pushes_per_day = 10
	`);
	Object.assign(service, { status: 201, isSilent: false, asked: 0, onPush: async () => undefined });
	service.pushed.length = 0;
	await subscribe(hikari.nakamura, service.subscription);
});

const tell = (more: Partial<Happening> = {}) =>
	inNetwork(hikari.network, (db) =>
		notify(db, hikari.network, {
			kind: 'comment',
			to: [hikari.nakamura.personId],
			by: hikari.igarashi.personId,
			subjectId: crypto.randomUUID(),
			path: '/posts/1',
			...more
		})
	);
const figure = async (query: string) => (await own.owner.query(query)).rows[0].n as number;
const sent = () => figure('select count(*)::int as n from push_sent');
const secondsToNext = () =>
	figure(
		`select extract(epoch from max(run_at) - now())::int as n
		from graphile_worker.jobs
		where task_identifier = 'notifications.deliver'`
	);
/** Forgets the jobs that notifying left, so that those that delivering leaves can be seen. */
const takeJobs = () => own.owner.query('delete from graphile_worker._private_jobs');

test('a row is kept for a push that was sent, and none for a kind that is not wanted', async () => {
	await saveWishes(hikari.nakamura, ['reaction.page']);
	await tell({ kind: 'reaction' });
	await deliver(hikari.network);
	expect(await sent()).toBe(0);
	await saveWishes(hikari.nakamura, ['comment.push']);
	await tell();
	await deliver(hikari.network);
	expect(await sent()).toBe(1);
});

test('what comes to one notification is pushed each time, and each counts against the day', async () => {
	await own.owner.query('update contact set pushes_per_day = 2');
	const subjectId = crypto.randomUUID();
	for (const by of [hikari.igarashi, hikari.ishikawa, hikari.mori]) {
		await tell({ subjectId, by: by.personId });
		await deliver(hikari.network);
	}
	expect(service.pushed).toHaveLength(2);
});

test('what waits for the morning stands in nobody’s way, and wakes nobody before', async () => {
	await subscribe(hikari.mori, { ...service.subscription, endpoint: `http://${service.host}/push/2` });
	await own.owner.query(`
		update contact set quiet_from = '00:00', quiet_until = '23:59' where person_id = '${hikari.nakamura.personId}';
		insert into notification (network_id, person_id, kind, subject_id, path, push_after, mail_written_at)
		select '${hikari.network.networkId}', '${hikari.nakamura.personId}', 'comment', new_id(), '/x', now(), now()
		from generate_series(1, 250)
	`);
	for (let round = 0; round < 2; round++) await deliver(hikari.network);
	await takeJobs();
	await tell({ to: [hikari.mori.personId] });
	await deliver(hikari.network);
	expect(service.pushed).toHaveLength(1);
	expect(await figure('select count(*)::int as n from notification where push_after < now()')).toBe(0);
	await own.owner.query('update notification set mail_written_at = now()');
	await takeJobs();
	await deliver(hikari.network);
	const minutesToMidnight = 24 * 60;
	expect(await secondsToNext()).toBeLessThanOrEqual(minutesToMidnight * 60);
	const earliest = await figure(
		'select extract(epoch from min(push_after) - now())::int as n from notification'
	);
	expect(Math.abs((await secondsToNext()) - Math.max(1, earliest))).toBeLessThan(5);
});

test('while a push is on its way no row is locked and no connection held', async () => {
	let held: unknown[] | undefined;
	service.onPush = async () => {
		const { rows } = await own.owner.query(
			`select state from pg_stat_activity where datname = current_database() and state like 'idle in%'`
		);
		held = rows;
		await own.owner.query('select from notification for update nowait');
	};
	await tell();
	await deliver(hikari.network);
	expect(held).toEqual([]);
	expect(await sent()).toBe(1);
});

test('a service that never answers holds up a round for seconds only, and is asked again later', async () => {
	service.isSilent = true;
	for (let at = 0; at < 10; at++) await tell();
	for (const endpoint of ['2', '3', '4', '5'])
		await subscribe(hikari.nakamura, {
			...service.subscription,
			endpoint: `http://${service.host}/push/${endpoint}`
		});
	const began = Date.now();
	await deliver(hikari.network);
	expect(Date.now() - began).toBeLessThan(12_000);
	expect(service.asked).toBeLessThanOrEqual(10);
	expect(await sent()).toBe(0);
	service.isSilent = false;
	await own.owner.query('update notification set push_after = now() where push_after is not null');
	await deliver(hikari.network);
	expect(await sent()).toBe(10);
});

test('what happens while its push is on its way is pushed as well', async () => {
	const subjectId = crypto.randomUUID();
	service.onPush = async () => {
		service.onPush = async () => undefined;
		await tell({ subjectId, by: hikari.mori.personId });
	};
	await tell({ subjectId });
	await deliver(hikari.network);
	await deliver(hikari.network);
	expect(await sent()).toBe(2);
});
