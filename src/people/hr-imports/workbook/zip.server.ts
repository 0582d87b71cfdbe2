import { sql } from 'kysely';
import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { inNetwork } from '#platform/database/network.server.ts';
import type { AtWork } from '../pieces.server.ts';
import { BadWorkbook } from './bad-workbook.ts';

type Piece = { pieceNo: number; from: number; until: number };
type Content = { content: Buffer };
type Length = { pieceNo: number; bytes: number };

const entriesAtMost = 5000;

/** Reads any part of an import's file from the pieces in which it was stored; memory holds one piece at a time. */
class StoredFile extends yauzl.RandomAccessReader {
	#where: AtWork;
	#hrImportId: string;
	#pieces: readonly Piece[];
	constructor(where: AtWork, hrImportId: string, pieces: readonly Piece[]) {
		super();
		this.#where = where;
		this.#hrImportId = hrImportId;
		this.#pieces = pieces;
	}

	override _readStreamForRange(start: number, end: number): Readable {
		return Readable.from(this.#range(start, end), { objectMode: false });
	}

	async *#range(start: number, end: number): AsyncGenerator<Buffer> {
		for (const { pieceNo, from, until } of this.#pieces) {
			if (until <= start || from >= end) continue;
			this.#where.signal?.throwIfAborted();
			const first = Math.max(start - from, 0);
			yield await this.#part(pieceNo, first, Math.min(end, until) - from - first);
		}
	}

	#part(pieceNo: number, first: number, length: number): Promise<Buffer> {
		return inNetwork(this.#where, async (db) => {
			const { rows } = await sql<Content>`
				select substring(content from ${first + 1}::int for ${length}::int) as content
				from hr_import_piece
				where hr_import_id = ${this.#hrImportId}::uuid
					and piece_no = ${pieceNo}
			`.execute(db);
			return rows[0]!.content;
		});
	}
}

/** A zip file among the imports, by the names of its entries. */
export type Zip = {
	has: (name: string) => boolean;
	/** How large an entry is unpacked. */
	size: (name: string) => number;
	/** The unpacked bytes of an entry. Throws BadWorkbook where it is not there, or larger than `atMost`. */
	bytesOf: (name: string, atMost: number) => AsyncGenerator<Buffer>;
};

/** Opens an import's file as a zip file. Throws BadWorkbook for what is none. */
export async function openZip(where: AtWork, hrImportId: string): Promise<Zip> {
	const pieces = await piecesOf(where, hrImportId);
	const reader = new StoredFile(where, hrImportId, pieces);
	const zip = await failingAsBad(() =>
		yauzl.fromRandomAccessReaderPromise(reader, pieces.at(-1)?.until ?? 0, {
			lazyEntries: true,
			autoClose: false
		})
	);
	if (zip.entryCount > entriesAtMost) throw new BadWorkbook('too_large_workbook');
	const entries = new Map<string, yauzl.Entry>();
	await failingAsBad(async () => {
		for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
	});
	return {
		has: (name) => entries.has(name),
		size: (name) => entries.get(name)?.uncompressedSize ?? 0,
		bytesOf: async function* (name, atMost) {
			const entry = entries.get(name);
			if (!entry || entry.isEncrypted()) throw new BadWorkbook('bad_workbook');
			// yauzl stops with an error where more comes out than the entry states.
			if (entry.uncompressedSize > atMost) throw new BadWorkbook('too_large_workbook');
			const stream = await failingAsBad(() => zip.openReadStreamPromise(entry));
			yield* chunksOf(stream);
		}
	};
}

/** The chunks of a stream. Whoever stops early ends the stream too. */
async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
	const chunks = stream.iterator();
	try {
		for (;;) {
			const { done, value } = await failingAsBad(() => chunks.next());
			if (done) return;
			yield value as Buffer;
		}
	} finally {
		stream.destroy();
	}
}

async function piecesOf(where: AtWork, hrImportId: string): Promise<Piece[]> {
	const lengths = await inNetwork(where, async (db) => {
		const { rows } = await sql<Length>`
			select piece_no, octet_length(content) as bytes
			from hr_import_piece
			where hr_import_id = ${hrImportId}::uuid
			order by piece_no
		`.execute(db);
		return rows;
	});
	let from = 0;
	return lengths.map(({ pieceNo, bytes }) => ({ pieceNo, from, until: (from += bytes) }));
}

/** What the zip reader finds wrong with a file is the file's fault. What the database says is thrown on. */
async function failingAsBad<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (failure) {
		if (!isOfZip(failure)) throw failure;
		throw new BadWorkbook('bad_workbook', { cause: failure });
	}
}

/** yauzl throws plain errors, and zlib those with a code that begins with Z_. */
function isOfZip(failure: unknown): boolean {
	if (!(failure instanceof Error) || failure.name === 'AbortError') return false;
	const { code } = failure as NodeJS.ErrnoException;
	return code === undefined ? failure.constructor === Error : code.startsWith('Z_');
}
