import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { databaseOf } from '#platform/postgres/fresh.ts';

const folder = path.resolve(import.meta.dirname, '../../db/migrations');
const migration = '0040_accounts_of_a_network.sql';

/** Runs `work` on a database as it was before accounts belonged to a network. */
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
			if (file < migration) await client.query(fs.readFileSync(path.join(folder, file), 'utf8'));
		await work(client);
	} finally {
		await client.end();
		await server.query(`drop database ${name} with (force)`);
		await server.end();
	}
}

type Joined = { slug: string; email: string; password: string | null };

async function addNetwork(client: pg.Client, slug: string): Promise<string> {
	const { rows } = await client.query('select new_id() as id');
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [rows[0].id]);
	await client.query(`insert into network (network_id, slug, name_ja, name_en) values ($1, $2, $2, $2)`, [
		rows[0].id,
		slug
	]);
	return rows[0].id as string;
}

async function addAccount(client: pg.Client, email: string): Promise<string> {
	const { rows } = await client.query(
		`insert into auth.account_holder (name, email) values ('x', $1) returning id`,
		[email]
	);
	const id = rows[0].id as string;
	await client.query(
		`insert into auth.credential (user_id, account_id, provider_id, password) values ($1, $1::uuid::text, 'credential', $2)`,
		[id, `hash of ${email}`]
	);
	await client.query(
		`insert into auth.session (user_id, token, expires_at) values ($1, $2, now() + interval '1 day')`,
		[id, email]
	);
	return id;
}

async function addMember(client: pg.Client, networkId: string, accountId: string, joinedAt: string) {
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	const { rows } = await client.query(
		`insert into person (network_id, family_name) values ($1, '人') returning person_id`,
		[networkId]
	);
	await client.query(
		`insert into membership (network_id, person_id, account_id, roles, joined_at) values ($1, $2, $3, '{alumnus}', $4)`,
		[networkId, rows[0].person_id, accountId, joinedAt]
	);
}

test('an account of several networks becomes one for each; the earliest keeps the password, nobody stays signed in', async () => {
	await asBefore(async (client) => {
		const kaede = await addNetwork(client, 'kaede');
		const momiji = await addNetwork(client, 'momiji');
		const both = await addAccount(client, 'both@x.example');
		const one = await addAccount(client, 'one@x.example');
		await addAccount(client, 'nobody@x.example');
		await addMember(client, kaede, both, '2025-05-01');
		await addMember(client, momiji, both, '2024-05-01');
		await addMember(client, kaede, one, '2025-05-01');
		await client.query('begin');
		await client.query(fs.readFileSync(path.join(folder, migration), 'utf8'));
		await client.query('commit');
		const { rows } = await client.query<Joined>(`
			select n.slug, a.email, c.password
			from membership m
			join network n using (network_id)
			join auth.account_holder a on a.network_id = m.network_id and a.id = m.account_id
			left join auth.credential c on c.network_id = a.network_id and c.user_id = a.id
			order by n.slug, a.email
		`);
		expect(rows).toEqual([
			{ slug: 'kaede', email: 'both@x.example', password: null },
			{ slug: 'kaede', email: 'one@x.example', password: 'hash of one@x.example' },
			{ slug: 'momiji', email: 'both@x.example', password: 'hash of both@x.example' }
		]);
		expect((await client.query('select from auth.account_holder')).rowCount).toBe(3);
		expect((await client.query('select from auth.session')).rowCount).toBe(0);
	});
}, 120_000);
