import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { databaseOf } from '#platform/postgres/fresh.ts';

const folder = path.resolve(import.meta.dirname, '../../db/migrations');
const migration = '0160_mailed_is_sent.sql';

/** Runs `work` on a database as it was before "mailed" meant that the mail went out. */
async function asBefore(work: (client: pg.Client) => Promise<void>): Promise<void> {
	const name = `okaeri_${randomBytes(6).toString('hex')}`;
	const server = new pg.Client({ connectionString: inject('serverUrl') });
	await server.connect();
	await server.query(`create database ${name}`);
	const url = databaseOf(inject('serverUrl'), name);
	await runMigrations({ connectionString: url });
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('create schema ground');
		for (const file of fs.readdirSync(folder).sort())
			if (/^\d.*\.sql$/.test(file) && file < migration)
				await client.query(fs.readFileSync(path.join(folder, file), 'utf8'));
		await work(client);
	} finally {
		await client.end();
		await server.query(`drop database ${name} with (force)`);
		await server.end();
	}
}

const written = '2026-03-01T09:00:00.000Z';
const sent = '2026-03-01T09:07:00.000Z';
const change = randomUUID();

async function addNetwork(client: pg.Client, slug: string): Promise<string> {
	const { rows } = await client.query('select new_id() as id');
	const id = rows[0].id as string;
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [id]);
	await client.query(`insert into network (network_id, slug, name_ja, name_en) values ($1, $2, $2, $2)`, [
		id,
		slug
	]);
	return id;
}

/** Someone to whom the change was matched; `mailedAt` is what the old column held. Gives the person. */
async function addMatch(client: pg.Client, networkId: string, mailedAt: string | null): Promise<string> {
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	const { rows } = await client.query(
		`insert into person (network_id, family_name) values ($1, '人') returning person_id`,
		[networkId]
	);
	const personId = rows[0].person_id as string;
	await client.query(
		`insert into match (network_id, change_id, person_id, tenure_id, reason, mailed_at)
		values ($1, $2, $3, new_id(), 'relocation', $4)`,
		[networkId, change, personId, mailedAt]
	);
	return personId;
}

type Mail = { status: string; sentAt?: string; touch?: string | null; about?: string };

async function addMail(client: pg.Client, networkId: string, personId: string, mail: Mail): Promise<void> {
	const { status, sentAt = null, touch = 'told', about = change } = mail;
	await client.query(
		`insert into mail (network_id, person_id, kind, address, subject, status, sent_at, touch_kind, touch_subject)
		values ($1, $2, 'match', 'x@x.example', 'x', $3, $4, $5, $6)`,
		[networkId, personId, status, sentAt, touch, about]
	);
}

/** Since when a match counts as mailed, and when its mail was written. */
async function timesOf(client: pg.Client, networkId: string, personId: string) {
	const { rows } = await client.query<{ mailed_at: Date | null; mail_written_at: Date | null }>(
		`select mailed_at, mail_written_at from match where network_id = $1 and person_id = $2`,
		[networkId, personId]
	);
	const [row] = rows;
	return [row!.mailed_at?.toISOString() ?? null, row!.mail_written_at?.toISOString() ?? null];
}

test('a change counts as mailed since its mail went out; where nothing is known of the mail, since it was written', async () => {
	await asBefore(async (client) => {
		const kaede = await addNetwork(client, 'kaede');
		const momiji = await addNetwork(client, 'momiji');
		const match = (mailedAt: string | null) => addMatch(client, kaede, mailedAt);
		const [gone, waiting, failed, unknown, otherMail, never] = [
			await match(written),
			await match(written),
			await match(written),
			await match(written),
			await match(written),
			await match(null)
		];
		const elsewhere = await addMatch(client, momiji, written);
		await addMail(client, kaede, gone, { status: 'sent', sentAt: sent });
		await addMail(client, kaede, waiting, { status: 'waiting' });
		await addMail(client, kaede, failed, { status: 'failed' });
		await addMail(client, kaede, otherMail, { status: 'waiting', about: randomUUID() });
		await addMail(client, kaede, otherMail, { status: 'waiting', touch: 'called' });
		await addMail(client, kaede, elsewhere, { status: 'waiting' });

		await client.query('begin');
		await client.query(fs.readFileSync(path.join(folder, migration), 'utf8'));
		await client.query('commit');

		expect(await timesOf(client, kaede, gone)).toEqual([sent, written]);
		expect(await timesOf(client, kaede, waiting)).toEqual([null, written]);
		expect(await timesOf(client, kaede, failed)).toEqual([null, written]);
		expect(await timesOf(client, kaede, unknown)).toEqual([written, written]);
		expect(await timesOf(client, kaede, otherMail)).toEqual([written, written]);
		expect(await timesOf(client, kaede, never)).toEqual([null, null]);
		expect(await timesOf(client, momiji, elsewhere)).toEqual([written, written]);
		const { rows: forced } = await client.query<{ relname: string }>(`
			select relname
			from pg_class
			where relname in ('match', 'mail')
				and relforcerowsecurity
			order by relname
		`);
		expect(forced.map(({ relname }) => relname)).toEqual(['mail', 'match']);

		await client.query(`update mail set status = 'sent', sent_at = $1 where person_id = $2`, [
			sent,
			waiting
		]);
		expect(await timesOf(client, kaede, waiting)).toEqual([sent, written]);
		const { rows: touched } = await client.query('select person_id, kind from touchpoint');
		expect(touched).toEqual([{ person_id: waiting, kind: 'told' }]);
	});
}, 120_000);
