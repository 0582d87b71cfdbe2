import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ended } from '../../bin/commands/parts.ts';
import { logins, openLogins, passwordsIn, settingOf } from '#platform/database/logins.ts';
import { migrate } from '#platform/database/migrate.ts';
import { unprivilegedOwner } from '#platform/postgres/binaries.ts';
import { useEmbedded, type Embedded } from '#platform/postgres/embedded.ts';

const root = path.resolve(import.meta.dirname, '../..');
const surroundings = { PATH: `${process.env.PATH}:/usr/sbin` };

/** What stands around a product that runs on several processes: the settings it is started with, and how that ends. */
export type Around = {
	env: NodeJS.ProcessEnv;
	addWorker: () => void;
	end: () => Promise<void>;
};

/**
 * Puts PgBouncer in transaction mode before the embedded PostgreSQL of a data directory, and gives the settings by which
 * a product works through it: with two web processes, and with the second worker that `addWorker` starts.
 */
export async function standBefore(given: NodeJS.ProcessEnv, port: number): Promise<Around> {
	const dataDir = given.OKAERI_DATA!;
	const embedded = await useEmbedded(dataDir);
	await migrate(embedded.url);
	await openLogins(embedded.url, passwordsIn(dataDir));
	const { pooler, folder } = startPooler(embedded, dataDir, port);
	const passwords = passwordsIn(dataDir);
	const through = logins.map((login) => [
		settingOf(login),
		`postgres://okaeri_${login}:${passwords[login]}@127.0.0.1:${port}/okaeri`
	]);
	const env = {
		...given,
		...(Object.fromEntries(through) as Record<string, string>),
		DATABASE_URL: embedded.url,
		DATABASE_DIRECT_URL: embedded.url,
		WEB_PROCESSES: '2'
	};
	const running: ChildProcess[] = [pooler];
	return {
		env,
		addWorker: () => void running.unshift(startWorker({ ...env, DATABASE_URL: '' })),
		end: async () => {
			for (const child of running) await ended(child);
			await embedded.leave();
			fs.rmSync(folder, { recursive: true, force: true });
		}
	};
}

function startPooler(
	embedded: Embedded,
	dataDir: string,
	port: number
): { pooler: ChildProcess; folder: string } {
	const owner = unprivilegedOwner();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-pooler-'));
	const passwords = passwordsIn(dataDir);
	const users = path.join(folder, 'users.txt');
	const settings = path.join(folder, 'pgbouncer.ini');
	const socket = new URL(embedded.url).searchParams.get('host')!;
	fs.writeFileSync(users, logins.map((login) => `"okaeri_${login}" "${passwords[login]}"\n`).join(''));
	fs.writeFileSync(
		settings,
		`
[databases]
okaeri = host=${socket} port=5432 dbname=okaeri
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
max_client_conn = 300
default_pool_size = 15
`
	);
	for (const file of [folder, users, settings]) if (owner) fs.chownSync(file, owner.uid, owner.gid);
	const pooler = spawn('pgbouncer', ['-q', settings], {
		...owner,
		cwd: '/',
		env: surroundings,
		stdio: 'inherit'
	});
	pooler.once('error', () => {
		throw new Error('JOURNEY_POOLER needs PgBouncer. On Debian: apt-get install pgbouncer');
	});
	return { pooler, folder };
}

function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
	return spawn(process.execPath, [path.join(root, 'src/worker.ts')], {
		cwd: root,
		env: { ...env, NODE_ENV: 'production' },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
}
