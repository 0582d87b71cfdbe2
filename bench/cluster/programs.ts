import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { unprivilegedOwner } from '#platform/postgres/binaries.ts';

/** Where the cluster's programs listen, all on this machine's loopback. */
export const ports = {
	etcd: 6600,
	etcdPeer: 6601,
	postgres: [6611, 6612, 6613],
	patroni: [6621, 6622, 6623],
	primary: 6630,
	replicas: 6631,
	pooler: 6640,
	web: 6650
} as const;

/** Debian's folder of PostgreSQL's programs. */
export const postgresBin = process.env.CLUSTER_POSTGRES_BIN ?? '/usr/lib/postgresql/15/bin';

const needed = {
	etcd: 'etcd-server',
	patroni: 'patroni',
	haproxy: 'haproxy',
	pgbouncer: 'pgbouncer'
};

/** Throws, with what to install, where a program is missing. */
export function findPrograms(): void {
	const missing = Object.entries(needed)
		.filter(([program]) => spawnSync('which', [program], { env: surroundings }).status !== 0)
		.map(([, packaged]) => packaged);
	if (!fs.existsSync(path.join(postgresBin, 'postgres'))) missing.push('postgresql-15');
	if (missing.length > 0)
		throw new Error(`The cluster needs more programs. On Debian: apt-get install ${missing.join(' ')}`);
}

const surroundings = { PATH: `${process.env.PATH}:/usr/sbin:/sbin`, HOME: '/tmp', LC_ALL: 'C.UTF-8' };

/** The programs that were started for this cluster, and the folder that they work in. */
export type Programs = {
	folder: string;
	running: Map<string, ChildProcess>;
	start: (name: string, program: string, words: string[]) => void;
	write: (name: string, text: string) => string;
	end: () => Promise<void>;
};

/** Prepares a folder in which the programs run as an account that may run PostgreSQL. */
export function preparePrograms(): Programs {
	const owner = unprivilegedOwner();
	const folder = fs.mkdtempSync('/tmp/okaeri-cluster-');
	fs.chmodSync(folder, 0o755);
	if (owner) fs.chownSync(folder, owner.uid, owner.gid);
	const running = new Map<string, ChildProcess>();
	return {
		folder,
		running,
		start: (name, program, words) => {
			const output = fs.openSync(path.join(folder, `${name}.log`), 'a');
			const child = spawn(program, words, {
				...owner,
				cwd: folder,
				env: surroundings,
				stdio: ['ignore', output, output]
			});
			fs.closeSync(output);
			running.set(name, child);
		},
		write: (name, text) => {
			const file = path.join(folder, name);
			fs.writeFileSync(file, text, { mode: 0o600 });
			if (owner) fs.chownSync(file, owner.uid, owner.gid);
			return file;
		},
		end: async () => {
			// The last to start is the first to end: Patroni asks etcd until it has stopped its PostgreSQL.
			for (const child of [...running.values()].reverse()) await ended(child);
			endServers(folder);
			fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
		}
	};
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	const hurry = setTimeout(() => child.kill('SIGKILL'), 20_000);
	await gone;
	clearTimeout(hurry);
}

/** Ends each PostgreSQL of this folder that its Patroni has left behind. */
function endServers(folder: string): void {
	for (const node of fs.readdirSync(folder).filter((name) => /^postgres\d$/.test(name))) {
		const file = path.join(folder, node, 'postmaster.pid');
		if (!fs.existsSync(file)) continue;
		const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
		const command = `/proc/${pid}/cmdline`;
		if (fs.existsSync(command) && fs.readFileSync(command, 'utf8').includes(path.join(folder, node)))
			process.kill(pid, 'SIGQUIT');
	}
}
