import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const sources = ['src', 'locales', 'static', 'vite.config.ts', 'package.json', 'package-lock.json'];

/** Builds the web application, unless the build that is there was made of the same sources. */
export async function ensureBuilt(root: string): Promise<void> {
	const mark = path.join(root, 'build/made-of');
	const state = stateOf(root);
	if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === state) return;
	const output: Buffer[] = [];
	const vite = spawn(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
		cwd: root,
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	for (const stream of [vite.stdout, vite.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
	const code = await new Promise((resolve) => vite.once('exit', resolve));
	if (code !== 0)
		throw new Error(`The web application could not be built:\n${Buffer.concat(output).toString()}`);
	fs.writeFileSync(mark, state);
}

/** A digest over every file that the build depends on. */
function stateOf(root: string): string {
	const hash = createHash('sha256');
	for (const file of sources.flatMap((source) => filesOf(path.join(root, source))))
		hash.update(file.slice(root.length)).update(fs.readFileSync(file));
	return hash.digest('hex');
}

/** The file itself, or all files of a folder. */
function filesOf(place: string): string[] {
	if (fs.statSync(place).isFile()) return [place];
	return fs
		.readdirSync(place, { recursive: true, encoding: 'utf8' })
		.sort()
		.map((file) => path.join(place, file))
		.filter((file) => fs.statSync(file).isFile());
}

if (process.argv[1] === import.meta.filename) await ensureBuilt(path.resolve(import.meta.dirname, '../..'));
