import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync, constants } from 'node:zlib';
import { demandValid, steadyBom } from './bom.ts';
import { lockOfRelease, manifestOfRelease, type Lock, type Manifest } from './manifest.ts';
import { run, said } from './running.ts';

/** Of which commit and when; unknown where no git is. */
type Made = { commit?: string; madeAt?: Date };

/** What runs, and what tells how. The rest makes and tests it. */
export const parts = [
	'bin',
	'build',
	'db',
	'demo',
	'docs',
	'locales',
	'src',
	'.npmrc',
	'LICENSE',
	'README.md'
];
export const alsoIn = ['README.ja.md', 'SECURITY.md', 'Containerfile', 'compose.yaml', '.dockerignore'];
/** Tests, and what belongs to the building of a release. */
const left = /(\.test\.ts|\.fixture\.ts)$|^bin\/(release|check|ci|dev|setup|test|quick-tests)(\/|$)/;

/** Installs a checkout by its lock file and builds it, with its own Node. */
export function buildAt(source: string): void {
	run('npm', ['ci', '--no-audit', '--no-fund'], source);
	run(path.join(source, 'node_modules/.bin/node'), ['bin/commands/build.ts'], source);
}

/**
 * The folder of a release, made of a built checkout. Rights are the same whatever the umask was. Throws where the build
 * names the checkout's folder: in another one it would come out differently.
 */
export function stageAt(source: string, folder: string, made: Made): string {
	const manifest = readJson<Manifest>(path.join(source, 'package.json'));
	const staged = path.join(folder, `okaeri-${manifest.version}`);
	const build = fs.readlinkSync(path.join(source, 'build/current'));
	for (const part of [...parts, ...alsoIn])
		fs.cpSync(path.join(source, part), path.join(staged, part), {
			recursive: true,
			verbatimSymlinks: true,
			filter: (from) =>
				!left.test(path.relative(source, from)) && !isOtherBuild(path.relative(source, from), build)
		});
	demandOfNoPlace(path.join(staged, 'build', build), source);
	writeJson(path.join(staged, 'package.json'), manifestOfRelease(manifest));
	writeJson(
		path.join(staged, 'package-lock.json'),
		lockOfRelease(readJson<Lock>(path.join(source, 'package-lock.json')))
	);
	const { version } = manifest;
	writeJson(path.join(staged, 'release.json'), { version, ...made });
	evenRights(staged);
	return staged;
}

function demandOfNoPlace(build: string, source: string): void {
	const files = fs
		.readdirSync(build, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
	const naming = files.filter((file) => fs.readFileSync(file).includes(path.resolve(source)));
	if (naming.length > 0) throw new Error(`The build names the folder it was made in: ${naming.join(', ')}`);
}

/** Makes the release of a built checkout and calls it `folder`, which is not there yet. It is made beside it, so that nothing is copied twice. */
export function stageInto(source: string, folder: string): void {
	const target = path.resolve(folder);
	const work = fs.mkdtempSync(path.join(path.dirname(target), '.okaeri-stage-'));
	try {
		fs.renameSync(stageAt(source, work, {}), target);
	} finally {
		fs.rmSync(work, { recursive: true, force: true });
	}
}

/** The archive of a staged release, and the list of its components. */
export async function packAt(staged: string, madeAt: Date): Promise<Map<string, Buffer>> {
	const name = path.basename(staged);
	const words = ['--sort=name', '--format=ustar', '--owner=0', '--group=0', '--numeric-owner'];
	const { status, stdout, stderr } = spawnSync(
		process.env.TAR ?? 'tar',
		[...words, `--mtime=@${madeAt.getTime() / 1000}`, '-cf', '-', name],
		{ cwd: path.dirname(staged), maxBuffer: 1 << 30 }
	);
	if (status !== 0) throw new Error(`GNU tar failed (TAR names another): ${stderr}`);
	const bom = said(
		'npm',
		['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev'],
		staged
	);
	const components = steadyBom(bom, madeAt);
	await demandValid(components);
	return new Map([
		[`${name}.tar.gz`, gzipSync(stdout, { level: constants.Z_BEST_COMPRESSION })],
		[`${name}.cdx.json`, Buffer.from(components)]
	]);
}

/** Is this another build than the newest one, or the note of who serves from it? */
function isOtherBuild(place: string, build: string): boolean {
	const [folder, name, within] = place.split(path.sep);
	if (folder !== 'build' || !name) return false;
	return within === 'users' || (name !== 'current' && name !== build);
}

function evenRights(folder: string): void {
	fs.chmodSync(folder, 0o755);
	for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
		const file = path.join(entry.parentPath, entry.name);
		const runs = entry.isDirectory() || (fs.statSync(file).mode & 0o100) !== 0;
		fs.chmodSync(file, runs ? 0o755 : 0o644);
	}
}

const readJson = <T>(file: string) => JSON.parse(fs.readFileSync(file, 'utf8')) as T;
const writeJson = (file: string, value: unknown) =>
	fs.writeFileSync(file, `${JSON.stringify(value, null, '\t')}\n`);
