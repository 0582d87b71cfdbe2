import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createReadStream, existsSync } from 'node:fs';

/** A file that waits in the watched folder. `company` is the name of the folder in which it lies, if it is in one. */
export type Waiting = { file: string; company: string | undefined };

const kinds = /\.(csv|tsv|txt|xlsx)$/i;
/** A file that was not written to for so long is taken to be whole. */
const restMilliseconds = 120_000;
const filesAtMost = 50;
const outcomes = new Set(['done', 'failed']);

/**
 * The files that wait in a network's folder, or in a folder of a company's name within it, the oldest first. What
 * was written to in the last two minutes may still grow and is left for later; so are links and hidden files.
 * Nothing where there is no such folder.
 */
export async function waitingFiles(folder: string, now = Date.now()): Promise<Waiting[]> {
	const found: (Waiting & { writtenAt: number })[] = [];
	for (const { name, entry } of await entriesOf(folder)) {
		if (entry.isFile()) await take(path.join(folder, name), undefined);
		else if (entry.isDirectory() && !outcomes.has(name))
			for (const inner of await entriesOf(path.join(folder, name)))
				if (inner.entry.isFile())
					await take(path.join(folder, name, inner.name), name.normalize('NFC'));
	}
	found.sort((first, second) => first.writtenAt - second.writtenAt);
	return found.slice(0, filesAtMost).map(({ file, company }) => ({ file, company }));

	async function take(file: string, company: string | undefined): Promise<void> {
		if (!kinds.test(file)) return;
		const { mtimeMs } = await fs.lstat(file);
		if (mtimeMs <= now - restMilliseconds) found.push({ file, company, writtenAt: mtimeMs });
	}
}

async function entriesOf(folder: string) {
	try {
		const entries = await fs.readdir(folder, { withFileTypes: true });
		return entries
			.map((entry) => ({ name: entry.name, entry }))
			.filter(({ name }) => !name.startsWith('.'));
	} catch (failure) {
		if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw failure;
	}
}

/** The SHA-256 of a file, or undefined where it grew or changed while it was read. */
export async function digestOf(file: string): Promise<Buffer | undefined> {
	const before = await fs.stat(file);
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
	const after = await fs.stat(file);
	return before.size === after.size && before.mtimeMs === after.mtimeMs ? hash.digest() : undefined;
}

/**
 * Moves a file into the folder `done` or `failed` beside it, and writes its report there. A file of the same name is
 * never overwritten.
 */
export async function putAway(
	file: string,
	outcome: 'done' | 'failed',
	report: Record<string, unknown>
): Promise<void> {
	const folder = path.join(path.dirname(file), outcome);
	await fs.mkdir(folder, { recursive: true });
	const { name, ext } = path.parse(file);
	for (let copy = 0; ; copy++) {
		const place = path.join(folder, `${name}${copy ? `-${copy}` : ''}${ext}`);
		if (existsSync(place)) continue;
		try {
			await fs.writeFile(`${place}.report.json`, `${JSON.stringify(report, null, '\t')}\n`, {
				flag: 'wx',
				mode: 0o600
			});
		} catch (failure) {
			if ((failure as NodeJS.ErrnoException).code === 'EEXIST') continue;
			throw failure;
		}
		await fs.rename(file, place);
		return;
	}
}
