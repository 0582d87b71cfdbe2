import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

/** A version of the product, by its folder, on a data directory. */
export type Installed = { folder: string; dataDir: string };

const started: ChildProcess[] = [];

/** Ends whatever still runs, however the trial ended. */
export async function stopAll(): Promise<void> {
	await Promise.all(started.map(stop));
}

const environment = (dataDir: string, settings: Record<string, string>) => ({
	...process.env,
	OKAERI_DATA: dataDir,
	HOST: '127.0.0.1',
	LOG_LEVEL: 'warn',
	DATABASE_URL: '',
	SMTP_URL: '',
	ORIGIN: '',
	NODE_ENV: 'production',
	...settings
});

/** Runs a command of a version and gives what it prints. */
export function okaeri({ folder, dataDir }: Installed, ...args: string[]): string {
	return execFileSync(path.join(folder, 'bin/okaeri'), args, {
		cwd: folder,
		env: environment(dataDir, {}),
		encoding: 'utf8'
	});
}

/** Starts the whole product of a version, and waits until it serves. */
export async function startAll({ folder, dataDir }: Installed, port: number): Promise<ChildProcess> {
	const output = fs.openSync(path.join(dataDir, 'upgrade-test.log'), 'a');
	const child = spawn(path.join(folder, 'bin/okaeri'), ['start'], {
		cwd: folder,
		env: environment(dataDir, { PORT: String(port) }),
		stdio: ['ignore', output, output]
	});
	fs.closeSync(output);
	started.push(child);
	for (;;) {
		if (child.exitCode !== null)
			throw new Error(fs.readFileSync(path.join(dataDir, 'upgrade-test.log'), 'utf8'));
		if (await isUp(port)) return child;
		await new Promise((go) => setTimeout(go, 500));
	}
}

/** Does a web process say that it can serve? A proxy asks the same before it sends anybody there. */
export async function isUp(port: number): Promise<boolean> {
	return fetch(`http://127.0.0.1:${port}/up`).then(
		(answer) => answer.ok,
		() => false
	);
}

/** Starts a web or worker process of a version beside others, and waits until it is ready. */
export async function startPart(
	{ folder, dataDir }: Installed,
	file: string,
	settings: Record<string, string>
): Promise<ChildProcess> {
	const child = spawn(path.join(folder, 'node_modules/.bin/node'), [path.join(folder, file)], {
		cwd: folder,
		env: environment(dataDir, settings),
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	started.push(child);
	await new Promise<void>((ready, failed) => {
		child.once('message', () => ready());
		child.once('exit', (code) => failed(new Error(`${file} ended with ${code}`)));
	});
	return child;
}

export async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((ended) => child.once('exit', ended));
	child.kill('SIGTERM');
	await gone;
}

export async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
	const { port } = server.address() as net.AddressInfo;
	await new Promise<void>((closed) => server.close(() => closed()));
	return port;
}
