import fs from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { bytes, streamOf } from './streams.ts';
import zlib from 'node:zlib';
import type { Decrypter } from 'age-encryption';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { BackupRefused } from './format.ts';

export type Entry = { name: string; body: AsyncIterable<Uint8Array> };

/**
 * The entries of a backup's file in their order; each must be read before the next is asked for. Throws BackupRefused
 * where the key does not open it, and where a byte of it is not what was written: each 64 KB carry a seal.
 */
export async function* entriesOf(file: string, decrypter: Decrypter): AsyncGenerator<Entry> {
	const decrypted = await open(file, decrypter);
	const decompress = zlib.createZstdDecompress();
	pipeline(Readable.from(decrypted, bytes), decompress, () => undefined); // a failure is told where it is read
	const unpacked = streamOf(decompress).pipeThrough(createTarDecoder({ strict: true }));
	try {
		for await (const { header, body } of whole(
			file,
			unpacked as unknown as AsyncIterable<ParsedTarEntry>
		))
			yield { name: header.name, body: whole(file, body as unknown as AsyncIterable<Uint8Array>) };
	} finally {
		decompress.destroy();
	}
}

async function open(file: string, decrypter: Decrypter): Promise<ReadableStream<Uint8Array>> {
	if (!fs.existsSync(file)) throw new BackupRefused(`There is no file ${file}.`);
	const source = streamOf(fs.createReadStream(file));
	try {
		return await decrypter.decrypt(source);
	} catch (cause) {
		const { message } = cause as Error;
		if (/no identity matched/.test(message))
			throw new BackupRefused(
				'This is not the key of the backup: neither the passphrase nor the key file opens it.',
				{ cause }
			);
		throw new BackupRefused(`${file} is no backup of Okaeri, or its beginning is damaged (${message}).`, {
			cause
		});
	}
}

/** Reads on, and says in words where the file ends too early or a byte of it is not what was written. */
async function* whole<T>(file: string, source: AsyncIterable<T>): AsyncGenerator<T> {
	try {
		yield* source;
	} catch (cause) {
		throw new BackupRefused(
			`${file} is damaged: a byte of it is not what was written, or its end is missing (${(cause as Error).message}). Take another backup.`,
			{ cause }
		);
	}
}

/** A small entry as JSON. */
export async function readJson({ body }: Entry): Promise<unknown> {
	const pieces: Uint8Array[] = [];
	for await (const piece of body) pieces.push(piece);
	return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}
