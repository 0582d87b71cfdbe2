import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from, type CopyStreamQuery } from 'pg-copy-streams';
import type pg from 'pg';
import { columnList, quoted } from './copying.ts';
import {
	BackupRefused,
	endName,
	endSchema,
	fullName,
	partName,
	type Content,
	type End,
	type Head
} from './format.ts';
import { RowDigest } from './row-digest.ts';
import { readJson, type Entry } from './unpacking.ts';

type Shape = Head['tables'][number];

/** One table being loaded: its rows go to COPY as they come. */
class Loading {
	readonly table: Shape;
	readonly digest = new RowDigest();
	parts = 0;
	private readonly copy: CopyStreamQuery;
	private failure: unknown;

	constructor(client: pg.Client, table: Shape) {
		this.table = table;
		this.copy = client.query(from(`copy ${quoted(table)} (${columnList(table)}) from stdin`));
		this.copy.on('error', (error) => (this.failure ??= error));
	}

	/** Takes a part. Throws where it is not the next one. */
	async take({ name, body }: Entry): Promise<void> {
		if (name !== partName(this.table, ++this.parts))
			throw new BackupRefused(
				`Part ${this.parts} of ${fullName(this.table)} is missing in the backup.`
			);
		for await (const bytes of body) {
			if (this.failure) throw this.failure;
			const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
			this.digest.add(piece);
			if (!this.copy.write(piece)) await once(this.copy, 'drain');
		}
	}

	async finish(): Promise<Content> {
		const ended = finished(this.copy);
		this.copy.end();
		await ended;
		const { schema, name } = this.table;
		return { schema, name, ...this.digest.finish(), parts: this.parts };
	}

	/** Ends a COPY that will get no more rows; the connection would wait for them forever. */
	async abandon(): Promise<void> {
		if (this.failure) return;
		const closed = new Promise<void>((done) => this.copy.once('close', done));
		this.copy.destroy();
		await closed;
	}
}

/**
 * Loads the rows of a backup's entries after its head, table by table, and gives what its end says of them. Throws
 * BackupRefused where the end, a table or a part is missing, or rows are not what they were.
 */
export async function loadRows(client: pg.Client, head: Head, entries: AsyncIterable<Entry>): Promise<End> {
	const loaded: Content[] = [];
	let loading: Loading | undefined;
	let end: End | undefined;
	try {
		for await (const entry of entries) {
			const table = head.tables.find((named) => entry.name.startsWith(`data/${fullName(named)}/`));
			if (loading && loading.table !== table) {
				loaded.push(await loading.finish());
				loading = undefined;
			}
			if (entry.name === endName) end = endSchema.parse(await readJson(entry));
			else if (table) await (loading ??= new Loading(client, table)).take(entry);
			else throw new BackupRefused(`The backup holds ${entry.name}, which no table of it has.`);
		}
		if (!end) throw new BackupRefused('The end of the backup is missing.');
	} catch (error) {
		await loading?.abandon();
		throw error;
	}
	compare(head, end, loaded);
	return end;
}

/** Throws where what was loaded is not what the backup says that it holds. */
function compare(head: Head, end: End, loaded: readonly Content[]): void {
	for (const table of head.tables) {
		const name = fullName(table);
		const said = end.tables.find((content) => fullName(content) === name);
		if (!said) throw new BackupRefused(`The backup does not say what ${name} held.`);
		const come = loaded.find((content) => fullName(content) === name);
		if (said.parts !== (come?.parts ?? 0))
			throw new BackupRefused(`Part ${(come?.parts ?? 0) + 1} of ${name} is missing in the backup.`);
		if (come && (come.rows !== said.rows || come.digest !== said.digest))
			throw new BackupRefused(`The rows of ${name} are not those that were backed up.`);
	}
}
