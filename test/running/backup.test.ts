import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { backupBeforeUpgrade } from '../../bin/commands/before-upgrade.ts';
import { readColumns } from '#db/columns.ts';
import { readSchemaText, schemas as schemasOfText } from '#db/schema-text.ts';
import { differences } from '#platform/backup/comparing.ts';
import { schemas, type End, type Head } from '#platform/backup/format.ts';
import { decrypterOf, newPair } from '#platform/backup/key.ts';
import { loadRows } from '#platform/backup/loading.ts';
import { refuseNewer, refuseOtherSecret } from '#platform/backup/refusing.ts';
import { headIn, readHead, restoreBackup, type Restored } from '#platform/backup/restore.ts';
import { refuseSmall } from '#platform/backup/room.ts';
import { dropForeignKeys, liftRules } from '#platform/backup/rules.ts';
import { entriesOf } from '#platform/backup/unpacking.ts';
import { writeBackup } from '#platform/backup/write.ts';
import { setClockOf } from '#platform/clock/database-clock.ts';
import { readConfigAnew } from '#platform/config/config.ts';
import { migrate, migrationDigests } from '#platform/database/migrate.ts';
import { databaseOf } from '#platform/postgres/fresh.ts';
import { bytesOf, fillTables, harms, type Locked } from '#test/fixtures/backups.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const secret = 'the secret of the installation that was backed up';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-backup-'));
const inFolder = (name: string) => path.join(folder, name);
const made: string[] = [];
const ownerName = `owner_${randomBytes(4).toString('hex')}`;
const slow = 180_000; // each restore runs every migration
let server: pg.Client;
/** Of two networks, with a row in nearly every table. */
const whole = {} as Locked;
let identities: string[] = [];
/** The network that has these rows. */
let filled: string;

beforeAll(async () => {
	server = new pg.Client({ connectionString: inject('serverUrl') });
	await server.connect();
	const { text, recipient } = await newPair();
	identities = [text.split('\n')[1]!];
	await foundHikari(own.owner, 'kaede');
	const hikari = await foundHikari(own.owner);
	filled = hikari.network.networkId;
	await fillTables(own.owner, hikari);
	Object.assign(whole, { recipient, identity: identities[0] });
	whole.file = await backUp(own.url, 'whole.age');
}, slow);
afterAll(async () => {
	for (const name of made) await server.query(`drop database if exists ${name} with (force)`);
	await server.query(`drop role if exists ${ownerName}`);
	await server.end();
	fs.rmSync(folder, { recursive: true });
});

async function database(how = ''): Promise<string> {
	const name = `okaeri_${randomBytes(6).toString('hex')}`;
	made.push(name);
	await server.query(`create database ${name} ${how}`);
	await setClockOf(server, name);
	return databaseOf(inject('serverUrl'), name);
}

/** The address of an empty database whose owner is no superuser. */
async function ownersDatabase(): Promise<string> {
	await server.query(`create role ${ownerName} login createrole password 'pass'`);
	await server.query(`grant okaeri_app, okaeri_auth, okaeri_worker to ${ownerName}`);
	const url = await database(`owner ${ownerName}`);
	return url.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1${ownerName}:pass@`);
}

async function backUp(ownerUrl: string, name: string): Promise<string> {
	const file = inFolder(name);
	await writeBackup({ ownerUrl, file, key: { recipients: [whole.recipient] }, secret });
	return file;
}

type Compared = Restored & { differences: string[] };

async function restore(file: string, ownerUrl: string): Promise<Compared> {
	let found: string[] = ['never compared'];
	const whenLoaded = async (client: pg.Client, head: Head, end: End) => {
		found = await differences(client, head, end);
	};
	const restored = await restoreBackup({ ownerUrl, file, key: { identities }, whenLoaded });
	return { ...restored, differences: found };
}

async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

const schemaText = (url: string) =>
	inDatabase(url, async (client) => {
		await client.query('set search_path = public');
		return readSchemaText(client, await readColumns(client, schemasOfText));
	});

async function endIn(file: string): Promise<End> {
	for await (const entry of entriesOf(file, decrypterOf({ identities }))) {
		const bytes = await bytesOf(entry);
		if (entry.name === 'end.json') return JSON.parse(String(bytes)) as End;
	}
	throw new Error('no end');
}

test('every schema that migrations make is backed up, and the queue’s', () => {
	expect([...schemas].sort()).toEqual([...schemasOfText, 'graphile_worker'].sort());
});

describe('what was backed up is there again', () => {
	test(
		'every row of every table, and the schema with its rules, where the owner is no superuser',
		async () => {
			const url = await ownersDatabase();
			const { differences, rows, migrated } = await restore(whole.file, url);
			expect(differences).toEqual([]);
			expect(migrated).toEqual([]);
			expect(rows).toBeGreaterThan(400);
			expect(await schemaText(url)).toBe(await schemaText(own.url));
			const again = await endIn(await backUp(url, 'again.age'));
			expect(again, 'an owner behind row-level security backs up every network, too').toEqual(
				await endIn(whole.file)
			);
			await inDatabase(url, async (client) => {
				await client.query(`select graphile_worker.add_job('mail.send', '{"mailId": "y"}')`);
				await client.query(`select set_config('okaeri.network_id', $1, false)`, [filled]);
				const gone = client.query('delete from audit');
				await expect(gone).rejects.toThrow('the audit log is never changed');
				const stranger = `insert into employee_number values (current_network(), new_id(), 'x', new_id())`;
				await expect(client.query(stranger)).rejects.toThrow(/foreign key/);
			});
		},
		slow
	);

	test(
		'of an earlier schema, which is then migrated on',
		async () => {
			const names = [...migrationDigests().keys()];
			const url = await database();
			await migrate(url, { only: names.slice(0, -1) });
			await inDatabase(url, (client) => foundHikari(client));
			const target = await database();
			const { differences, migrated } = await restore(await backUp(url, 'earlier.age'), target);
			expect(differences).toEqual([]);
			expect(migrated).toEqual(names.slice(-1));
			expect(await schemaText(target)).toBe(await schemaText(own.url));
		},
		slow
	);

	test(
		'with a passphrase, and the secret only where it was asked for',
		async () => {
			const key = { passphrase: 'four words chosen by chance', work: 12 };
			const file = inFolder('passphrase.age');
			await writeBackup({ ownerUrl: own.url, file, key, secret, withSecret: true });
			expect((await readHead(file, key)).secret).toBe(secret);
			const wrong = readHead(file, { passphrase: 'four other words by chance' });
			await expect(wrong).rejects.toThrow('This is not the key of the backup');
			expect(fs.readFileSync(file).includes('hikari')).toBe(false);
		},
		slow
	);
});

describe('what cannot be brought back is refused in words, and leaves no rows', () => {
	const target = {} as { client: pg.Client };
	beforeAll(async () => {
		const url = await database(`template ${inject('template')} strategy file_copy`);
		target.client = new pg.Client({ connectionString: url });
		await target.client.connect();
		await dropForeignKeys(target.client);
		await target.client.query('begin');
		await liftRules(target.client, (await readHead(whole.file, { identities })).tables);
		await target.client.query('savepoint empty');
	}, slow);
	afterAll(() => target.client.end());

	/** Reads a backup as a restore does, into a database that is ready for it. */
	async function load(file: string): Promise<void> {
		const entries = entriesOf(file, decrypterOf({ identities }));
		try {
			const head = await headIn(file, entries);
			refuseNewer(head);
			await loadRows(target.client, head, entries);
		} finally {
			await entries.return(undefined);
			await target.client.query('rollback to savepoint empty');
		}
	}

	test(
		'the whole one is not',
		async () => {
			await load(whole.file);
		},
		slow
	);

	test.each(harms)(
		'%s',
		async (what, harm, words) => {
			const file = inFolder(`${what}.age`);
			await harm(whole, file);
			await expect(load(file)).rejects.toThrow(words);
		},
		slow
	);

	test('a database that holds something, or that a restore left half-filled', async () => {
		await expect(restore(whole.file, own.url)).rejects.toThrow(/is not empty: it has the table/);
		await target.client.query('rollback');
		const { rows } = await target.client.query('select current_database() as name');
		const half = migrate(databaseOf(inject('serverUrl'), rows[0].name as string));
		await expect(half).rejects.toThrow('A restore into this database has not ended');
	});
});

test('another key, another secret, a short passphrase, a file that is there, a disk that is full', async () => {
	const other = { identities: [(await newPair()).text.split('\n')[1]!] };
	await expect(readHead(whole.file, other)).rejects.toThrow('This is not the key of the backup');
	const head = await readHead(whole.file, { identities });
	expect(head.secret).toBeUndefined();
	refuseOtherSecret(head, secret, 'OKAERI_SECRET');
	expect(() => refuseOtherSecret(head, `${secret}!`, 'OKAERI_SECRET')).toThrow('is not the secret');
	const wish = { ownerUrl: own.url, secret, key: { passphrase: 'short' } };
	await expect(writeBackup({ ...wish, file: inFolder('short') })).rejects.toThrow('fewer than 12');
	const key = { recipients: [whole.recipient] };
	await expect(writeBackup({ ...wish, key, file: whole.file })).rejects.toThrow('is there already');
	expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
	refuseSmall(head, folder, 1e12);
	expect(() => refuseSmall(head, folder, head.databaseBytes)).toThrow('the restore needs about');
});

test('before a database elsewhere is upgraded, a backup is made where the settings say; two stay', async () => {
	const place = inFolder('before');
	fs.mkdirSync(place);
	for (const day of ['01', '02'])
		fs.writeFileSync(path.join(place, `before-upgrade-2020-01-${day}.age`), '');
	vi.stubEnv('BACKUP_DIRECTORY', place);
	vi.stubEnv('BACKUP_RECIPIENT', whole.recipient);
	readConfigAnew();
	const said = vi.spyOn(console, 'error').mockReturnValue();
	await backupBeforeUpgrade(own.url)(['9999_next.sql']);
	const [older, newest] = fs.readdirSync(place).sort();
	expect(older).toBe('before-upgrade-2020-01-02.age');
	expect(said.mock.lastCall?.[0]).toContain(
		`One migration is new here. A backup was made first: ${place}/${newest}`
	);
	expect(fs.readFileSync(path.join(place, newest!)).toString('latin1')).toMatch(/^age-encryption.org/);

	vi.stubEnv('BACKUP_DIRECTORY', '');
	readConfigAnew();
	await backupBeforeUpgrade(own.url)(['9999_next.sql']);
	expect(said.mock.lastCall?.[0]).toMatch(/no backup is made before: set BACKUP_DIRECTORY/);
	vi.unstubAllEnvs();
	readConfigAnew();
});
