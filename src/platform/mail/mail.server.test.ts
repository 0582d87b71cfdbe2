import type { KyselyPlugin } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { leaveMails, type NewMail } from './mail.server.ts';
import { letter } from './template.ts';

const own = useOwnDatabase();
let hikari: Hikari;

beforeAll(async () => {
	process.env.SMTP_URL = 'smtp://127.0.0.1:1';
	hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	await own.owner.query(
		`insert into mail_stop (network_id, address, why) values ($1, 'gone@example.jp', 'bounce')`,
		[networkId]
	);
	await own.owner.query(
		`insert into opt_out (network_id, address_mark, stopped_contact) values ($1, address_mark($1, 'no@example.jp'), false)`,
		[networkId]
	);
	await own.owner.query('update contact set do_not_contact = true where person_id = $1', [
		hikari.mori.personId
	]);
});
beforeEach(() => own.owner.query('delete from mail; delete from graphile_worker._private_jobs'));

const written = (words: string) => letter(words, [{ say: words }], { network: 'ひかりの輪', why: '…' });
const mail = (kind: NewMail['kind'], address: string, further: Partial<NewMail> = {}): NewMail => ({
	kind,
	address,
	letter: written(`${kind} ${address}`),
	...further
});
const leave = (mails: NewMail[]) => inNetwork(hikari.network, (db) => leaveMails(db, hikari.network, mails));

test('of many mails each is stopped, kept back and sent by its own rules, and they keep their order', async () => {
	const { personId } = hikari.mori;
	const ids = await leave([
		mail('talk', 'a@example.jp'),
		mail('talk', 'gone@example.jp'),
		mail('digest', 'mori@example.jp', { personId }),
		mail('talk', 'mori@example.jp', { personId }),
		mail('claim_proof', 'no@example.jp'),
		mail('talk', 'no@example.jp'),
		mail('sign_in', 'b@example.jp', { expiresAt: new Date(Date.now() + 900_000) }),
		mail('talk', 'c@example.jp', { notBefore: new Date(Date.now() + 3_600_000) })
	]);
	const { rows } = await own.owner.query(`
		select m.mail_id as id, m.subject, m.status, j.task_identifier as job,
			round(extract(epoch from j.run_at - now()) / 60)::int as minutes,
			m.body_text like '%' || m.subject || '%' as "hasItsBody"
		from mail m
		left join graphile_worker.jobs j on j.key = 'mail:' || m.mail_id
	`);
	const as = (status: string, job: string | null, minutes: number | null = job ? 0 : null) => ({
		status,
		job,
		minutes,
		hasItsBody: true
	});
	expect(ids.map((id) => rows.find((row) => row.id === id))).toMatchObject([
		{ subject: 'talk a@example.jp', ...as('waiting', 'mail.send') },
		{ subject: 'talk gone@example.jp', ...as('stopped', null) },
		{ subject: 'digest mori@example.jp', ...as('stopped', null) },
		{ subject: 'talk mori@example.jp', ...as('waiting', 'mail.send') },
		{ subject: 'claim_proof no@example.jp', ...as('stopped', null) },
		{ subject: 'talk no@example.jp', ...as('waiting', 'mail.send') },
		{ subject: 'sign_in b@example.jp', ...as('waiting', 'mail.send_at_once') },
		{ subject: 'talk c@example.jp', ...as('waiting', 'mail.send', 60) }
	]);
});

test('a hundred mails are written by as many statements as one', async () => {
	const statementsFor = async (count: number) => {
		let statements = 0;
		const counting: KyselyPlugin = {
			transformQuery: ({ node }) => {
				statements++;
				return node;
			},
			transformResult: async ({ result }) => result
		};
		const mails = Array.from({ length: count }, (_, at) => mail('digest', `${at}@example.jp`));
		await inNetwork(hikari.network, (db) =>
			leaveMails(db.withPlugin(counting) as Db, hikari.network, mails)
		);
		return statements;
	};
	const forOne = await statementsFor(1);
	expect(forOne).toBe(4);
	expect(await statementsFor(100)).toBe(forOne);
	const { rows } = await own.owner.query(`
		select count(*)::int as mails, (select count(*)::int from graphile_worker.jobs) as jobs
		from mail
	`);
	expect(rows).toEqual([{ mails: 101, jobs: 101 }]);
});

test('of no mails nothing is written', async () => {
	expect(await leave([])).toEqual([]);
});
