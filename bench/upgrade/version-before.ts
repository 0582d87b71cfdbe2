import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/**
 * Which version an upgrade is tried from: the one that was named, or the last release, or, where there is none, the code
 * before the newest migration came in.
 */
export function versionBefore(named: string | undefined): string {
	if (named) return git('rev-parse', '--verify', `${named}^{commit}`);
	const release = git('tag', '--list', 'v*', '--sort=-v:refname', '--no-contains', 'HEAD').split('\n')[0];
	if (release) return git('rev-parse', `${release}^{commit}`);
	const newest = git('log', '-1', '--format=%H', '--diff-filter=A', '--', 'db/migrations/*.sql');
	return git('rev-parse', `${newest}^`);
}

/** Unpacks a version into a folder, with its packages, and builds it. */
export function makeVersion(commit: string, folder: string): void {
	fs.mkdirSync(folder, { recursive: true });
	const packed = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1_000_000_000 });
	execFileSync('tar', ['-x', '-C', folder], { input: packed });
	if (!takePackages(folder)) run(folder, 'npm', ['ci', '--no-audit', '--no-fund']);
	const node = path.join(folder, 'node_modules/.bin/node');
	run(folder, node, ['bin/commands/build.ts']);
}

/** Gives a version our packages where it asks for the same ones and both lie on one disk, which takes seconds. */
function takePackages(folder: string): boolean {
	const lock = (of: string) => fs.readFileSync(path.join(of, 'package-lock.json'), 'utf8');
	if (lock(folder) !== lock(root)) return false;
	const linked = spawnSync('cp', ['-al', path.join(root, 'node_modules'), folder]);
	// SvelteKit writes there, and must not write into ours
	fs.rmSync(path.join(folder, 'node_modules/$app'), { recursive: true, force: true });
	if (linked.status !== 0) fs.rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true });
	return linked.status === 0;
}

function run(cwd: string, command: string, args: string[]): void {
	const done = spawnSync(command, args, { cwd, encoding: 'utf8', env: process.env });
	if (done.status !== 0)
		throw new Error(`${command} ${args.join(' ')} in ${cwd}:\n${done.stdout}\n${done.stderr}`);
}

/** The migrations of a version's folder. */
export function migrationsIn(folder: string): string[] {
	return fs
		.readdirSync(path.join(folder, 'db/migrations'))
		.filter((name) => name.endsWith('.sql'))
		.sort();
}
