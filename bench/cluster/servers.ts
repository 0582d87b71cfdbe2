import fs from 'node:fs';
import path from 'node:path';
import { logins, type Addresses } from '#platform/database/logins.ts';
import { ports, postgresBin, type Programs } from './programs.ts';

export type Passwords = Addresses & { owner: string };

const loopback = '127.0.0.1';

/** Starts etcd, three PostgreSQL under Patroni with synchronous replication, and HAProxy before them. */
export function startServers(programs: Programs, passwords: Passwords): void {
	const words = {
		'data-dir': path.join(programs.folder, 'etcd'),
		'log-level': 'error',
		'listen-client-urls': `http://${loopback}:${ports.etcd}`,
		'advertise-client-urls': `http://${loopback}:${ports.etcd}`,
		'listen-peer-urls': `http://${loopback}:${ports.etcdPeer}`,
		'initial-advertise-peer-urls': `http://${loopback}:${ports.etcdPeer}`,
		'initial-cluster': `default=http://${loopback}:${ports.etcdPeer}`
	};
	programs.start(
		'etcd',
		'etcd',
		Object.entries(words).map(([name, value]) => `--${name}=${value}`)
	);
	for (const at of [0, 1, 2]) startNode(programs, passwords, at);
	programs.start('haproxy', 'haproxy', ['-db', '-f', programs.write('haproxy.cfg', beforePostgres())]);
}

/** Starts one node, or starts it again after it was killed. */
export function startNode(programs: Programs, passwords: Passwords, at: number): void {
	const file = programs.write(`node${at}.json`, JSON.stringify(nodeOf(programs, passwords, at)));
	programs.start(`node${at}`, 'patroni', [file]);
}

/** A node's configuration. Patroni reads YAML, and JSON is YAML. */
function nodeOf({ folder }: Programs, passwords: Passwords, at: number): object {
	const rest = `${loopback}:${ports.patroni[at]}`;
	const here = `${loopback}:${ports.postgres[at]}`;
	return {
		scope: 'okaeri',
		name: `node${at}`,
		restapi: { listen: rest, connect_address: rest },
		etcd3: { hosts: `${loopback}:${ports.etcd}` },
		bootstrap: {
			dcs: {
				ttl: 20,
				loop_wait: 2,
				retry_timeout: 5,
				primary_start_timeout: 0,
				synchronous_mode: true,
				synchronous_mode_strict: true,
				postgresql: {
					use_pg_rewind: true,
					parameters: { max_connections: 150, hot_standby_feedback: 'on', wal_log_hints: 'on' }
				}
			},
			initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
			pg_hba: [
				`host all all ${loopback}/32 scram-sha-256`,
				`host replication replicator ${loopback}/32 scram-sha-256`
			]
		},
		postgresql: {
			listen: here,
			connect_address: here,
			data_dir: path.join(folder, `postgres${at}`),
			bin_dir: postgresBin,
			pgpass: path.join(folder, `pgpass${at}`),
			authentication: {
				superuser: { username: 'okaeri', password: passwords.owner },
				replication: { username: 'replicator', password: passwords.owner }
			},
			parameters: { unix_socket_directories: folder, timezone: 'UTC', shared_buffers: '64MB' }
		}
	};
}

/** HAProxy asks Patroni twice a second who is the primary, and cuts the connections to one that is not any more. */
function beforePostgres(): string {
	const nodes = ports.postgres
		.map((port, at) => `	server node${at} ${loopback}:${port} check port ${ports.patroni[at]}`)
		.join('\n');
	const door = (name: string, port: number, asked: string) => `
listen ${name}
	bind ${loopback}:${port}
	option httpchk OPTIONS ${asked}
	http-check expect status 200
	default-server inter 500ms fastinter 500ms downinter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${nodes}
`;
	return `
global
	maxconn 1000
defaults
	mode tcp
	timeout connect 2s
	timeout check 2s
	timeout client 1h
	timeout server 1h
${door('primary', ports.primary, '/primary')}${door('replicas', ports.replicas, '/replica?lag=1MB')}`;
}

/** Starts PgBouncer in transaction mode before HAProxy. */
export function startPooler(programs: Programs, passwords: Passwords): void {
	const users = logins.map((login) => `"okaeri_${login}" "${passwords[login]}"`).join('\n');
	const settings = `
[databases]
okaeri = host=${loopback} port=${ports.primary} dbname=okaeri
okaeri_read = host=${loopback} port=${ports.replicas} dbname=okaeri
[pgbouncer]
listen_addr = ${loopback}
listen_port = ${ports.pooler}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${programs.write('users.txt', `${users}\n`)}
pool_mode = transaction
max_client_conn = 500
default_pool_size = 25
server_login_retry = 1
query_wait_timeout = 15
`;
	programs.start('pooler', 'pgbouncer', [programs.write('pgbouncer.ini', settings)]);
}

type Member = { name: string; role: string; state: string };

/** The nodes as Patroni sees them. Undefined where none answers. */
export async function membersOf(): Promise<Member[] | undefined> {
	for (const port of ports.patroni) {
		const answer = await fetch(`http://${loopback}:${port}/cluster`, {
			signal: AbortSignal.timeout(2000)
		}).catch(() => undefined);
		if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members;
	}
	return undefined;
}

/** Waits until there is a primary, and `standbys` follow it, one of them synchronously. Gives the primary's number. */
export async function comeTogether(standbys: number): Promise<number> {
	for (let waited = 0; waited < 300_000; waited += 500) {
		const members = (await membersOf()) ?? [];
		const leader = members.find(({ role, state }) => role === 'leader' && state === 'running');
		const following = members.filter(
			({ role, state }) => role !== 'leader' && /^(running|streaming)$/.test(state)
		);
		const isSafe = following.some(({ role }) => role === 'sync_standby');
		if (leader && following.length >= standbys && isSafe) return Number(leader.name.slice(-1));
		await new Promise((go) => setTimeout(go, 500));
	}
	throw new Error(`The nodes did not come together: ${JSON.stringify(await membersOf())}`);
}

/** Kills a node's PostgreSQL with all that belongs to it at once, and with `andPatroni` the whole node. */
export function killNode({ folder, running }: Programs, at: number, andPatroni: boolean): void {
	const file = path.join(folder, `postgres${at}`, 'postmaster.pid');
	const postmaster = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
	const family = [postmaster, ...childrenOf(postmaster)];
	if (andPatroni) running.get(`node${at}`)!.kill('SIGKILL');
	for (const pid of family) killIfThere(pid);
}

function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended by itself meanwhile
	}
}

function childrenOf(pid: number): number[] {
	return fs
		.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
		.split(' ')
		.filter(Boolean)
		.map(Number);
}
