import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import {
	readChains,
	readMigrations,
	readPartitions,
	readSequences,
	readServer,
	readTables,
	type Table
} from './catalogue.ts';
import { quoted, reachOf, rowsOf, writeAlike, type Reach } from './copying.ts';
import {
	BackupRefused,
	endName,
	formatNow,
	headName,
	partName,
	type Content,
	type End,
	type Head
} from './format.ts';
import { encrypterOf, type WritingKey } from './key.ts';
import { packInto, type Packer } from './packing.ts';
import { RowDigest } from './row-digest.ts';
import { fingerprintOf } from './secret-fingerprint.ts';
import { productVersion } from './version.ts';

export type Wish = {
	/** The address of the database as its owner. */
	ownerUrl: string;
	file: string;
	key: WritingKey;
	/** The installation's secret; only its fingerprint is kept unless `withSecret`. */
	secret: string;
	withSecret?: boolean;
};
export type Written = {
	file: string;
	bytes: number;
	rows: number;
	tables: number;
	networks: number;
	seconds: number;
};

const partBytes = 1_000_000;

/**
 * Writes everything that an installation keeps into one file, as it was at one moment, while it goes on working. Memory
 * holds one part at a time. The file is there as a whole or not at all. Throws BackupRefused, in words, where it cannot be.
 */
export async function writeBackup(wish: Wish): Promise<Written> {
	const began = Date.now();
	const encrypter = encrypterOf(wish.key);
	if (fs.existsSync(wish.file)) throw new BackupRefused(`${wish.file} is there already.`);
	if (!fs.existsSync(path.dirname(path.resolve(wish.file))))
		throw new BackupRefused(`There is no folder ${path.dirname(path.resolve(wish.file))}.`);
	const client = new pg.Client({ connectionString: wish.ownerUrl, application_name: 'okaeri-backup' });
	await client.connect();
	try {
		const tables = await beginSnapshot(client);
		const reach = await reachOf(client);
		const head = await headOf(client, tables, wish);
		const contents: Content[] = [];
		await packInto(wish.file, encrypter, async (packer) => {
			await packer.add(headName, json(head));
			for (const table of tables) contents.push(await pack(client, table, reach, packer));
			await packer.add(endName, json(await endOf(client, contents, reach)));
		});
		const rows = contents.reduce((sum, content) => sum + content.rows, 0);
		const { size: bytes } = fs.statSync(wish.file);
		const seconds = (Date.now() - began) / 1000;
		return {
			file: wish.file,
			bytes,
			rows,
			tables: tables.length,
			networks: reach.networks.length,
			seconds
		};
	} finally {
		await client.end();
	}
}

const json = (value: Head | End) => Buffer.from(`${JSON.stringify(value, null, '\t')}\n`);

/**
 * Begins the transaction that sees one moment. All tables are locked against changes of their form first, as pg_dump
 * does: what rewrites a table would otherwise empty it for us.
 */
async function beginSnapshot(client: pg.Client): Promise<Table[]> {
	const before = await readTables(client);
	if (!before.some(({ schema, name }) => schema === 'ground' && name === 'migration'))
		throw new BackupRefused('This database holds no Okaeri, so there is nothing to back up.');
	await client.query('begin isolation level repeatable read read only');
	await writeAlike(client);
	await client.query(`lock table ${before.map(quoted).join(', ')} in access share mode`);
	const tables = await readTables(client);
	if (JSON.stringify(tables) !== JSON.stringify(before))
		throw new BackupRefused('The schema was changed just now. Try again when the upgrade is done.');
	return tables;
}

async function headOf(client: pg.Client, tables: readonly Table[], wish: Wish): Promise<Head> {
	return {
		format: formatNow,
		version: productVersion(),
		createdAt: new Date().toISOString(),
		...(await readServer(client)),
		migrations: await readMigrations(client),
		secretFingerprint: fingerprintOf(wish.secret),
		...(wish.withSecret && { secret: wish.secret }),
		tables: tables.map(({ schema, name, columns }) => ({ schema, name, columns })),
		partitions: await readPartitions(client)
	};
}

/** Adds the rows of a table in parts, which end anywhere. */
async function pack(client: pg.Client, table: Table, reach: Reach, packer: Packer): Promise<Content> {
	const digest = new RowDigest();
	let held: Buffer[] = [];
	let size = 0;
	let parts = 0;
	for await (const piece of rowsOf(client, table, reach)) {
		digest.add(piece);
		held.push(piece);
		size += piece.length;
		if (size < partBytes) continue;
		await packer.add(partName(table, ++parts), Buffer.concat(held));
		[held, size] = [[], 0];
	}
	if (size > 0) await packer.add(partName(table, ++parts), Buffer.concat(held));
	return { schema: table.schema, name: table.name, ...digest.finish(), parts };
}

async function endOf(client: pg.Client, tables: Content[], { networks }: Reach): Promise<End> {
	return { tables, chains: await readChains(client, networks), sequences: await readSequences(client) };
}
