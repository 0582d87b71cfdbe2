import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepNew } from '#platform/config/kept-secret.ts';
import { lockPlace } from '#platform/postgres/embedded.ts';
import { markOf, runs } from '#platform/postgres/process.ts';

const sources = ['src', 'locales', 'static', 'vite.config.ts', 'package.json', 'package-lock.json'];

/** Builds besides the newest that are kept although nobody uses them any more. */
const keptBuilds = 1;

/**
 * Builds the web application, unless there is a build of the same sources, and gives its folder. Each build has a folder
 * of its own, called by its sources: whoever serves from an older one keeps its files. `build/current` leads to the newest.
 * A release brings its own.
 */
export async function ensureBuilt(root: string): Promise<string> {
	if (fs.existsSync(path.join(root, 'release.json'))) return currentBuild(root);
	const all = path.join(root, 'build');
	const name = stateOf(root).slice(0, 16);
	const folder = path.join(all, name);
	if (fs.existsSync(folder) && currentIn(all) === name) return folder;
	fs.mkdirSync(all, { recursive: true });
	const unlock = await lockPlace(all); // two at once would write into each other's work
	try {
		if (!fs.existsSync(folder)) await buildInto(folder, root);
		makeCurrent(all, name);
		dropUnused(all, name);
	} finally {
		unlock();
	}
	return folder;
}

/** The folder of the newest build. Throws where there is none. */
export function currentBuild(root: string): string {
	const all = path.join(root, 'build');
	const name = currentIn(all);
	if (!name) throw new Error('The web application was not built yet. Run: npm run build');
	return path.join(all, name);
}

function currentIn(all: string): string | undefined {
	const link = path.join(all, 'current');
	return fs.existsSync(link) ? fs.readlinkSync(link) : undefined;
}

/** A new link takes the place of the old one in one step. */
function makeCurrent(all: string, name: string): void {
	const aside = path.join(all, `current.${process.pid}`);
	fs.rmSync(aside, { force: true });
	fs.symlinkSync(name, aside);
	fs.renameSync(aside, path.join(all, 'current'));
}

async function buildInto(folder: string, root: string): Promise<void> {
	const name = path.basename(folder);
	const half = `${folder}.half`;
	const output: Buffer[] = [];
	const program = path.join(root, 'node_modules/vite/bin/vite.js');
	const withoutTypes = pathToFileURL(path.join(import.meta.dirname, 'without-types.ts')).href;
	const vite = spawn(process.execPath, ['--import', withoutTypes, program, 'build'], {
		cwd: root,
		env: {
			...process.env,
			NODE_ENV: 'production',
			OKAERI_BUILD_INTO: path.relative(root, half),
			OKAERI_MADE_OF: name
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	for (const stream of [vite.stdout, vite.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
	const code = await new Promise((resolve) => vite.once('exit', resolve));
	if (code !== 0)
		throw new Error(`The web application could not be built:\n${Buffer.concat(output).toString()}`);
	// Vite's lists of what came of which file: nothing reads them, and they name this folder
	fs.rmSync(path.join(half, 'server/.vite'), { recursive: true, force: true });
	fs.renameSync(half, folder);
}

/** Notes that this process serves from a build, so that it is kept; not where nobody can write, and so nobody can build. */
export function useBuild(folder: string): void {
	try {
		fs.accessSync(folder, fs.constants.W_OK);
	} catch {
		return; // a folder that cannot be written in is never removed either
	}
	const file = path.join(folder, 'users', String(process.pid));
	fs.rmSync(file, { force: true }); // of an earlier process with this number
	keepNew(file, markOf(process.pid));
}

/** Removes builds that are neither the newest ones nor in use, and what is left of those that came to no end. */
function dropUnused(all: string, current: string): void {
	const made = (name: string) => fs.statSync(path.join(all, name)).mtimeMs;
	const others = fs
		.readdirSync(all, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== current)
		.map(({ name }) => name);
	const idle = others.filter((name) => !isUsed(path.join(all, name)));
	const builds = idle.filter((name) => /^[0-9a-f]{16}$/.test(name)).sort((a, b) => made(b) - made(a));
	const kept = new Set(builds.slice(0, keptBuilds));
	for (const name of idle.filter((name) => !kept.has(name)))
		fs.rmSync(path.join(all, name), { recursive: true, force: true });
}

function isUsed(build: string): boolean {
	const users = path.join(build, 'users');
	if (!fs.existsSync(users)) return false;
	return fs.readdirSync(users).some((pid) => runs(fs.readFileSync(path.join(users, pid), 'utf8')));
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

if (process.argv[1] === import.meta.filename)
	console.log(await ensureBuilt(path.resolve(import.meta.dirname, '../..')));
