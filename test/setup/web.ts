import { fork, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { OwnDatabase } from './own-database.ts';
import { ensureBuilt } from '../../bin/commands/build.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string };
type Ask = { headers?: Record<string, string>; body?: string; isInPieces?: boolean };
/** `pid` gives the number of its process, or of the one that leads several. */
export type Web = {
	pid: () => number;
	ask: (method: string, path: string, asked?: Ask) => Promise<Answer>;
};

/** Runs the built web process on this file's database, to be asked over a socket: no client of ours adds or tidies headers. */
export function useWeb(own: OwnDatabase, settings: Record<string, string> = {}): Web {
	let child: ChildProcess | undefined;
	let port = 0;
	beforeAll(async () => {
		await ensureBuilt(root);
		port = await freePort();
		child = fork(path.join(root, 'bin/commands/web.ts'), {
			cwd: root,
			env: {
				...process.env,
				...settings,
				DATABASE_URL: own.url,
				HOST: '127.0.0.1',
				PORT: String(port),
				NODE_ENV: 'production'
			}
		});
		await new Promise<void>((ready, failed) => {
			child!.once('message', () => ready());
			child!.once('exit', (code) => failed(new Error(`The web process ended: ${code}`)));
		});
	}, 600_000);
	afterAll(async () => {
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((ended) => child!.once('exit', ended));
		child.kill('SIGTERM');
		await gone;
	});
	return {
		pid: () => child!.pid!,
		ask: (method, address, asked = {}) => ask(port, method, address, asked)
	};
}

function ask(port: number, method: string, address: string, asked: Ask): Promise<Answer> {
	const { headers = {}, body, isInPieces = false } = asked;
	const length: Record<string, string | number> =
		body === undefined || isInPieces ? {} : { 'content-length': Buffer.byteLength(body) };
	return new Promise((resolve, reject) => {
		const request = http.request(
			{ port, host: '127.0.0.1', method, path: address, headers: { ...length, ...headers } },
			(answer) => {
				const pieces: Buffer[] = [];
				answer.on('data', (piece: Buffer) => pieces.push(piece));
				answer.on('end', () =>
					resolve({
						status: answer.statusCode!,
						headers: answer.headers,
						text: Buffer.concat(pieces).toString()
					})
				);
			}
		);
		request.on('error', reject);
		if (isInPieces) request.setHeader('transfer-encoding', 'chunked');
		else if (body === undefined) request.useChunkedEncodingByDefault = false;
		request.end(body);
	});
}

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
	const { port } = server.address() as AddressInfo;
	await new Promise<void>((closed) => server.close(() => closed()));
	return port;
}
