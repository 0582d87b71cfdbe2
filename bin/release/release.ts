/**
 * Makes the release of a commit: `npm run release [-- --commit REF] [--out FOLDER] [--twice]`. Everything comes from the
 * commit and its lock file, so that whoever runs it gets the same bytes; --twice makes it in two folders and compares.
 * Needs git, npm and GNU tar.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../sources.ts';
import { run, said } from './running.ts';
import { buildAt, packAt, stageAt } from './steps.ts';

const { values } = parseArgs({
	options: {
		commit: { type: 'string', default: 'HEAD' },
		out: { type: 'string', default: 'release' },
		twice: { type: 'boolean', default: false }
	}
});
const commit = said('git', ['rev-parse', '--verify', `${values.commit}^{commit}`], root);
const madeAt = new Date(Number(said('git', ['show', '-s', '--format=%ct', commit], root)) * 1000);
const out = path.resolve(values.out);

const files = await makeIn('okaeri-release-');
if (values.twice) compare(files, await makeIn('okaeri-release-in-a-folder-of-another-name-'));
fs.mkdirSync(out, { recursive: true });
for (const [name, bytes] of files) fs.writeFileSync(path.join(out, name), bytes);
const sums = [...files].map(([name, bytes]) => `${digestOf(bytes)}  ${name}\n`).join('');
fs.writeFileSync(path.join(out, 'SHA256SUMS'), sums);
console.log(`${sums}In ${out}. To check: sha256sum -c SHA256SUMS`);

/** The files of the release by name, made in a new folder that is gone afterwards. */
async function makeIn(prefix: string): Promise<Map<string, Buffer>> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
	try {
		const source = path.join(folder, 'source');
		fs.mkdirSync(source);
		run('sh', ['-c', `git -C "$1" archive "$2" | tar -x -C "$3"`, 'sh', root, commit, source], folder);
		buildAt(source);
		const staged = stageAt(source, folder, { commit, madeAt });
		return await packAt(staged, madeAt);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/** Throws where two makings of the same commit differ in a byte. */
function compare(files: Map<string, Buffer>, again: Map<string, Buffer>): void {
	for (const [name, bytes] of files)
		if (!again.get(name)?.equals(bytes)) throw new Error(`${name} came out differently the second time.`);
	console.log(`Made twice, in two folders: all ${files.size} files are the same to the byte.`);
}

function digestOf(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}
