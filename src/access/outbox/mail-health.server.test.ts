import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { letter } from '#platform/mail/template.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { MailServer } from '#test/fixtures/mail-server.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const server = new MailServer();
let hikari: Hikari;
let kaede: Hikari;

beforeAll(async () => {
	await server.open();
	kaede = await foundHikari(own.owner, 'kaede');
	hikari = await foundHikari(own.owner);
});
afterAll(() => server.close());
beforeEach(async () => {
	server.reset();
	await own.owner.query(`
		delete from mail;
		delete from mail_stop;
		delete from graphile_worker._private_jobs
	`);
});

/** The product as it begins with this mail server, or with none. */
async function begin(url: string) {
	vi.resetModules();
	process.env.SMTP_URL = url;
	const { closePools } = await import('#platform/database/connection.server.ts');
	onEnd.push(closePools);
	return {
		...(await import('#platform/mail/mail.server.ts')),
		...(await import('#platform/mail/sending.server.ts')),
		...(await import('./checking.server.ts')),
		...(await import('./kept.server.ts')),
		...(await import('./undecided.server.ts')),
		failures: await import('#platform/http/failures.ts'),
		database: await import('#platform/database/network.server.ts')
	};
}
const onEnd: (() => Promise<void>)[] = [];
afterAll(async () => {
	for (const end of onEnd) await end();
});

type Product = Awaited<ReturnType<typeof begin>>;

async function leave(product: Product, address: string, expiresAt?: Date): Promise<string> {
	await product.database.inNetwork(hikari.network, (db) =>
		product.leaveMail(db, hikari.network, {
			kind: 'talk',
			address,
			letter: letter('面談のご案内', [{ say: 'こんにちは。' }], { network: 'ひかりの輪', why: '…' }),
			...(expiresAt ? { expiresAt } : {})
		})
	);
	const { rows } = await own.owner.query('select mail_id from mail where address = $1', [address]);
	return rows[0].mail_id as string;
}
const stateOf = async (mailId: string) =>
	(
		await own.owner.query(
			'select status, is_kept as kept, body_text is not null as "hasBody" from mail where mail_id = $1',
			[mailId]
		)
	).rows[0];
const jobs = async () =>
	(await own.owner.query(`select key from graphile_worker.jobs order by key`)).rows.map(({ key }) => key);

describe('what was written while no mail server was set', () => {
	test('waits for the desk, which sends some, drops others, and then all', async () => {
		const before = await begin('');
		const ids = [];
		for (const name of ['a', 'b', 'c', 'd']) ids.push(await leave(before, `${name}@x.example`));
		const [a, b, c, d] = ids as [string, string, string, string];
		expect(await jobs()).toEqual([]);
		await expect(before.sendKeptMails(hikari.hashimoto, 'all')).rejects.toMatchObject({
			why: 'no_mail_server'
		});
		const product = await begin(server.url);
		expect(await product.sendKeptMails(hikari.hashimoto, [a])).toBe(1);
		expect(await product.dropKeptMails(hikari.hashimoto, [b])).toBe(1);
		expect(await jobs()).toEqual([`mail:${a}`]);
		await product.sendMail({ ...hikari.network, mailId: a });
		expect(server.mails).toHaveLength(1);
		expect(await stateOf(b)).toEqual({ status: 'cancelled', kept: false, hasBody: false });
		expect(await product.sendKeptMails(hikari.hashimoto, 'all')).toBe(2);
		expect(await jobs()).toEqual([`mail:${a}`, `mail:${c}`, `mail:${d}`].sort());
		expect(await product.sendKeptMails(hikari.hashimoto, 'all'), 'nothing twice').toBe(0);
	});

	test('is not sent by itself, and what expired meanwhile not at all', async () => {
		const mailId = await leave(await begin(''), 'a@x.example', new Date(Date.now() - 1000));
		const product = await begin(server.url);
		await product.lookAfterMails(hikari.network);
		expect(await jobs()).toEqual([]);
		await product.sendKeptMails(hikari.hashimoto, 'all');
		await product.sendMail({ ...hikari.network, mailId });
		expect(server.mails).toEqual([]);
		expect(await stateOf(mailId)).toMatchObject({ status: 'expired' });
	});

	test('is nobody else’s to send, and out of another network’s reach', async () => {
		const mailId = await leave(await begin(''), 'a@x.example');
		const product = await begin(server.url);
		for (const other of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
			await expect(product.sendKeptMails(other, 'all')).rejects.toThrow(product.failures.Forbidden);
			await expect(product.dropKeptMails(other, 'all')).rejects.toThrow(product.failures.Forbidden);
			await expect(product.cancelMail(other, mailId)).rejects.toThrow(product.failures.Forbidden);
			await expect(product.checkMailServer(other)).rejects.toThrow(product.failures.Forbidden);
		}
		expect(await product.sendKeptMails(kaede.hashimoto, 'all')).toBe(0);
		expect(await product.dropKeptMails(kaede.hashimoto, [mailId])).toBe(0);
		await expect(product.cancelMail(kaede.hashimoto, mailId)).rejects.toThrow(product.failures.Stale);
		expect(await stateOf(mailId)).toMatchObject({ status: 'waiting', kept: true });
	});
});

describe('a mail that waits for its next try', () => {
	test('says when that is, and is tried at once or taken back when the desk wishes', async () => {
		const product = await begin(server.url);
		server.answers = { 'RCPT TO': '451 4.3.0 Try again later' };
		const mailId = await leave(product, 'a@x.example');
		await product.sendMail({ ...hikari.network, mailId });
		const { rows } = await own.owner.query(
			`select tried_at <= now() as tried, next_try_at > now() as next from mail where mail_id = $1`,
			[mailId]
		);
		expect(rows).toEqual([{ tried: true, next: true }]);
		await product.tryMailNow(hikari.hashimoto, mailId);
		const { rows: due } = await own.owner.query(
			`select count(*)::int as n from graphile_worker.jobs where key = $1 and run_at <= now()`,
			[`mail:${mailId}`]
		);
		expect(due).toEqual([{ n: 1 }]);
		await product.cancelMail(hikari.hashimoto, mailId);
		server.answers = {};
		await product.sendMail({ ...hikari.network, mailId });
		expect(server.mails, 'what was taken back is not sent').toEqual([]);
		expect(await stateOf(mailId)).toMatchObject({ status: 'cancelled', hasBody: false });
		await expect(product.tryMailNow(hikari.hashimoto, mailId)).rejects.toThrow(product.failures.Stale);
	});

	test('is not taken back while it is being sent', async () => {
		const product = await begin(server.url);
		const mailId = await leave(product, 'a@x.example');
		server.onMail = async () => {
			await expect(product.cancelMail(hikari.hashimoto, mailId)).rejects.toThrow(
				product.failures.Stale
			);
		};
		await product.sendMail({ ...hikari.network, mailId });
		expect(await stateOf(mailId)).toMatchObject({ status: 'sent' });
		expect.assertions(2);
	});
});

describe('whether mail goes out', () => {
	test('is tried for real: the server, and a mail to oneself', async () => {
		const product = await begin(server.url);
		expect(await product.checkMailServer(hikari.hashimoto)).toEqual({ kind: 'ready' });
		expect(await product.sendTestMail(hikari.hashimoto, hikari.network)).toEqual({
			kind: 'sent',
			address: 'hashimoto@hikari.example.jp'
		});
		expect(server.mails).toHaveLength(1);
		server.answers = { DATA: '554 5.6.0 Malformed' };
		expect(await product.sendTestMail(hikari.hashimoto, hikari.network)).toMatchObject({
			kind: 'ill',
			said: '554 5.6.0 Malformed'
		});
		const { rows } = await own.owner.query(
			`select count(*)::int as n from audit where act in ('mail.check', 'mail.test')`
		);
		expect(rows).toEqual([{ n: 3 }]);
		const dead = await begin('smtp://127.0.0.1:1');
		expect(await dead.checkMailServer(hikari.hashimoto)).toMatchObject({
			kind: 'ill',
			said: expect.stringContaining('ECONNREFUSED')
		});
		const none = await begin('');
		await expect(none.sendTestMail(hikari.hashimoto, hikari.network)).rejects.toMatchObject({
			why: 'no_mail_server'
		});
	});
});

describe('that mail stands still', () => {
	test('stands on the desk’s first page', async () => {
		const none = await begin('');
		const real = { isDemo: false };
		expect(await none.mailStandstill(hikari.hashimoto, real)).toBeUndefined();
		await leave(none, 'kept@x.example');
		expect(await none.mailStandstill(hikari.hashimoto, real)).toMatchObject({
			why: 'no_server',
			kept: 1
		});
		expect(await none.mailStandstill(hikari.hashimoto, { isDemo: true })).toBeUndefined();
		expect(await none.mailStandstill(kaede.hashimoto, real)).toBeUndefined();
		const product = await begin(server.url);
		expect(await product.mailStandstill(hikari.hashimoto, real)).toBeUndefined();
		server.answers = { 'RCPT TO': '550 5.7.1 relaying denied' };
		for (const name of ['a', 'b', 'c'])
			await product.sendMail({
				...hikari.network,
				mailId: await leave(product, `${name}@x.example`)
			});
		expect(await product.mailStandstill(hikari.hashimoto, real)).toMatchObject({
			why: 'failing',
			failuresInRow: 3,
			said: '550 5.7.1 relaying denied'
		});
		server.answers = {};
		await product.sendMail({ ...hikari.network, mailId: await leave(product, 'd@x.example') });
		expect(await product.mailStandstill(hikari.hashimoto, real)).toBeUndefined();
		await own.owner.query(
			`update mail set not_before = now() - interval '40 minutes' where status = 'waiting'`
		);
		await own.owner.query(`update mail set sent_at = now() - interval '1 hour' where status = 'sent'`);
		await own.owner.query('update mail set failure = null');
		expect(await product.mailStandstill(hikari.hashimoto, real)).toMatchObject({
			why: 'waiting',
			due: 3
		});
	});

	test('is not said of addresses that do not exist', async () => {
		const product = await begin(server.url);
		server.answers = { 'RCPT TO': '550 5.1.1 User unknown' };
		for (const name of ['a', 'b', 'c', 'd'])
			await product.sendMail({ ...hikari.network, mailId: await leave(product, `${name}@x.example`) });
		expect(await product.mailStandstill(hikari.hashimoto, { isDemo: false })).toBeUndefined();
	});
});
