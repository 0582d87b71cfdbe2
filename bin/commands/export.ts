import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { ZipFile } from 'yazl';
import { noteByOperator } from '#access/audit/by-operator.server.ts';
import { isSecret } from '#gathering/own-data/decisions.ts';
import { answer } from './answering.ts';
import { columnsConfided, columnsLeftOut, kindOf, rowsOnly, shownTo } from './export-tables.ts';
import { oneNetwork, type Place } from './networks.ts';
import { asOwner } from './owner.ts';

type Row = Record<string, unknown>;
type Written = { tables: Record<string, number>; files: number };

const rowsAtOnce = 1000;

/**
 * Writes a whole network into a zip: each table as JSON lines, and its pictures and files as they are, all of one moment.
 * What members say to each other, and what only this installation can use, is never in it; what was told the desk in
 * confidence is, where that is wished for (decision 59). The audit log says that it was made. Throws where the file is
 * there already; a file that was begun is taken away when something fails.
 */
export async function exportNetwork(
	url: string,
	file: string,
	slug: string | undefined,
	isConfided: boolean
): Promise<void> {
	const network = await asOwner(url, (client) => oneNetwork(client, slug));
	if (fs.existsSync(file)) throw new Error(`There is a file ${file} already: name another.`);
	await noteByOperator(network, 'network.export', { confided: isConfided });
	try {
		const written = await asOwner(url, (client) => writeZip(client, network, file, isConfided));
		const bytes = fs.statSync(file).size;
		const rows = Object.values(written.tables).reduce((sum, count) => sum + count, 0);
		answer(
			[
				`${file}: ${rows} rows of ${Object.keys(written.tables).length} tables`,
				`and ${written.files} files of ${network.slug}, ${(bytes / 1e6).toFixed(1)} MB.`,
				'Keep it where only those may read it who need to.'
			].join(' '),
			{ network: network.slug, file, bytes, isConfided, ...written }
		);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') fs.rmSync(file, { force: true });
		throw error;
	}
}

async function writeZip(
	client: pg.Client,
	network: Place,
	file: string,
	isConfided: boolean
): Promise<Written> {
	await client.query('begin isolation level repeatable read read only');
	await client.query(`select set_config('okaeri.network_id', $1, true)`, [network.networkId]);
	const zip = new ZipFile();
	const out = zip.outputStream as Readable;
	const written: Written = { tables: {}, files: 0 };
	const tables = [...kindOf]
		.filter(([, kind]) => kind === 'given' || (isConfided && kind === 'confided'))
		.map(([table]) => table)
		.sort();
	for (const table of tables)
		add(zip, out, `tables/${table}.jsonl`, linesOf(client, network, table, { isConfided, written }));
	for (const { name, read } of await filesOf(client, network, isConfided)) {
		written.files++;
		add(zip, out, `files/${name}`, read());
	}
	const about = () => Promise.resolve(Buffer.from(JSON.stringify(aboutOf(network, written), null, '\t')));
	add(zip, out, 'export.json', lazily(about));
	zip.end();
	await pipeline(out, fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }));
	await client.query('commit');
	return written;
}

/** Adds an entry that is read when its turn comes; what fails in it ends the zip. */
function add(zip: ZipFile, out: Readable, name: string, parts: AsyncIterable<Buffer>): void {
	zip.addReadStreamLazy(name, {}, (give) => {
		const stream = Readable.from(parts);
		stream.once('error', (error) => out.destroy(error));
		give(null, stream);
	});
}

async function* lazily(read: () => Promise<Buffer>): AsyncGenerator<Buffer> {
	yield await read();
}

/** The rows of a table, a line each, a thousand at a time. */
async function* linesOf(
	client: pg.Client,
	{ networkId }: Place,
	table: string,
	{ isConfided, written }: { isConfided: boolean; written: Written }
): AsyncGenerator<Buffer> {
	written.tables[table] = 0;
	const name = pg.escapeIdentifier(table);
	const leftOut = [...(columnsLeftOut[table] ?? []), ...((!isConfided && columnsConfided[table]) || [])];
	await client.query(
		`declare rows no scroll cursor for
		select to_jsonb(t) - array(
			select attname::text from pg_attribute where attrelid = '${name}'::regclass and atttypid = 'bytea'::regtype
		) as row
		from ${name} t
		where t.network_id = '${networkId}'
			and ${rowsOnly[table] ?? 'true'}`
	);
	for (;;) {
		const { rows } = await client.query<{ row: Row }>(`fetch ${rowsAtOnce} from rows`);
		if (rows.length === 0) break;
		written.tables[table] += rows.length;
		yield Buffer.from(
			rows.map(({ row }) => `${JSON.stringify(shownOf(table, row, leftOut))}\n`).join('')
		);
	}
	await client.query('close rows');
}

/** A row without secrets, and of a profile only what its owner shows to everyone or to the desk. */
function shownOf(table: string, row: Row, leftOut: readonly string[]): Row {
	const isHidden = (column: string) =>
		table === 'profile' &&
		shownTo[column] !== undefined &&
		!['everyone', 'desk'].includes(String(row[shownTo[column]]));
	return Object.fromEntries(
		Object.entries(row).filter(
			([column]) => !isSecret(column) && !leftOut.includes(column) && !isHidden(column)
		)
	);
}

type File = { name: string; read: () => AsyncGenerator<Buffer> };
type Kept = { id: string; name: string };

async function filesOf(client: pg.Client, { networkId }: Place, isConfided: boolean): Promise<File[]> {
	const { rows } = await client.query<Kept>(
		`select t.upload_id as id, t.name
		from upload t
		where t.network_id = $1
			and t.removed_at is null
			and ($2 or t.holder <> 'application')
			and ${rowsOnly.upload}
		order by t.upload_id`,
		[networkId, isConfided]
	);
	return rows.map(({ id, name }) => ({
		name: `${id}/${name.replace(/[^\p{L}\p{N}._ -]+/gu, '_').replace(/^\.+/, '_') || 'file'}`,
		read: () =>
			lazily(async () => {
				const { rows: found } = await client.query<{ bytes: Buffer }>(
					`select bytes from upload_bytes where network_id = $1 and upload_id = $2 and variant = 'full'`,
					[networkId, id]
				);
				return found[0]?.bytes ?? Buffer.alloc(0);
			})
	}));
}

function aboutOf({ slug, name }: Place, { tables, files }: Written) {
	const leftOut = [...kindOf].filter(([table]) => !(table in tables));
	return {
		madeBy: 'okaeri export',
		network: { slug, name },
		madeAt: new Date(),
		format: 'tables/NAME.jsonl: one JSON object a line, in UTF-8. files/ID/NAME: the file of the row ID in upload.',
		rows: tables,
		files,
		leftOut: Object.fromEntries(leftOut)
	};
}
