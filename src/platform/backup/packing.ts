import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bytes, streamOf } from './streams.ts';
import zlib from 'node:zlib';
import type { Encrypter } from 'age-encryption';
import { createTarPacker } from 'modern-tar';
import path from 'node:path';
import { syncFolder } from '#platform/config/kept-secret.ts';

/** Packs entries into a file as they come. */
export type Packer = { add: (name: string, body: Uint8Array) => Promise<void> };

const level = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 6 } };

/**
 * Writes a backup's file: what `fill` adds, packed, compressed, encrypted and on the disk. It is there as a whole or not
 * at all. Throws where a file of that name is there already.
 */
export async function packInto(
	file: string,
	encrypter: Encrypter,
	fill: (packer: Packer) => Promise<void>
): Promise<void> {
	const aside = `${file}.${process.pid}.part`;
	const { readable, controller } = createTarPacker();
	const add: Packer['add'] = async (name, body) => {
		const entry = controller.add({ name, size: body.length, mode: 0o600 }).getWriter();
		await entry.write(body);
		await entry.close();
	};
	const filled = fill({ add }).then(
		() => controller.finalize(),
		(error: unknown) => {
			controller.error(error);
			throw error;
		}
	);
	const written = writeOut(readable, encrypter, aside);
	// Either way both have ended before the file is dealt with; the first failure is the one that is told.
	const ends = await Promise.allSettled([filled, written]);
	const failed = ends.find((end) => end.status === 'rejected');
	try {
		if (failed) throw failed.reason;
		fs.linkSync(aside, file);
		syncFolder(path.dirname(path.resolve(file)));
	} finally {
		fs.rmSync(aside, { force: true });
	}
}

async function writeOut(
	packed: ReadableStream<Uint8Array>,
	encrypter: Encrypter,
	file: string
): Promise<void> {
	const compress = zlib.createZstdCompress(level);
	const compressed = pipeline(Readable.from(packed, bytes), compress);
	const disk = fs.createWriteStream(file, { mode: 0o600, flush: true });
	const written = encrypter
		.encrypt(streamOf(compress))
		.then((encrypted) => pipeline(Readable.from(encrypted, bytes), disk));
	await Promise.all([compressed, written]);
}
