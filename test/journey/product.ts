import { execFile, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { standBefore, type Around } from './pooled.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
export type Product = {
	dataDir: string;
	port: number;
	/** The link of the journey that goes first; the others ask for theirs when they begin (`stewardLink`). */
	crashLink: string;
	/** Where a journey may run identity providers of its own: the product asks nothing else inside. */
	identityPorts: number[];
	/** The data of a product that has loaded its demo and stopped. Journeys in the demo begin with a copy of it. */
	demoData: string;
};

type Founded = 'ja' | 'en' | 'crash' | 'security' | 'company';
const networks: Record<Founded, string[]> = {
	ja: ['ひかりの輪', '--name-en', 'Hikari Circle', '--company', '株式会社ひかり製作所'],
	en: ['Kaede Circle', '--company', 'Kaede Works', '--locale', 'en'],
	crash: ['Momiji Circle', '--company', 'Momiji Works'],
	security: ['Sakura Circle', '--company', 'Sakura Works', '--locale', 'en'],
	company: ['Yuzu Circle', '--company', 'Yuzu Works', '--locale', 'en']
};

/**
 * Starts the whole product on a database of its own, with a real network for each journey. Gives what ends it.
 * The first network is founded before the product starts, which else would load its demo. The others are founded
 * while it runs, so that PostgreSQL starts and stops only twice.
 */
export default async function setup(): Promise<() => Promise<void>> {
	const dataDir = dataFolder('journey');
	const port = await freePort();
	const identityPorts = [await freePort(), await freePort()];
	const env = {
		...process.env,
		SIGN_ON_INSIDE_HOSTS: identityPorts.map((open) => `127.0.0.1:${open}`).join(),
		OKAERI_DATA: dataDir,
		PORT: String(port),
		HOST: '127.0.0.1',
		LOG_LEVEL: 'warn',
		DATABASE_URL: '',
		SMTP_URL: '',
		ORIGIN: ''
	};
	await run(process.execPath, [path.join(root, 'bin/commands/build.ts')]); // once, before two products start at a time
	const loading = loadDemo(env);
	await found('ja', env);
	const product = await startProduct(env);
	const [demoData, crash] = await Promise.all([
		loading,
		found('crash', env),
		found('en', env),
		found('security', env),
		found('company', env)
	]);
	process.env.OKAERI_PRODUCT = JSON.stringify({
		dataDir,
		port,
		crashLink: crash,
		identityPorts,
		demoData
	} satisfies Product);
	return async () => {
		await stop(product);
		for (const folder of [dataDir, demoData]) fs.rmSync(folder, { recursive: true, force: true });
	};
}

/** Lets the product load its demo, and stops it. Gives the folder of its data. */
async function loadDemo(env: NodeJS.ProcessEnv): Promise<string> {
	const dataDir = dataFolder('demo');
	await stop(await startProduct({ ...env, OKAERI_DATA: dataDir, PORT: String(await freePort()) }));
	return dataDir;
}

/** An empty folder that the login of the database may enter, too. */
export function dataFolder(name: string): string {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), `okaeri-${name}-`));
	fs.chmodSync(folder, 0o755);
	return folder;
}

/** What stands around products that run with JOURNEY_POOLER: PgBouncer, and a second worker. */
const around = new Map<ChildProcess, Around>();

/** Starts the product, and waits until it answers. With JOURNEY_POOLER it works through PgBouncer, on several processes. */
export async function startProduct(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
	const before = process.env.JOURNEY_POOLER ? await standBefore(env, await freePort()) : undefined;
	const product = spawn(path.join(root, 'bin/okaeri'), ['start'], {
		env: before?.env ?? env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true
	});
	if (before) around.set(product, before);
	await answers(Number(env.PORT), product);
	before?.addWorker();
	return product;
}

export async function stop(product: ChildProcess): Promise<void> {
	const gone = new Promise((resolve) => product.once('exit', resolve));
	product.kill('SIGINT');
	await gone;
	await around.get(product)?.end();
}

/** Founds a network. Gives the link by which its steward signs in. */
async function found(network: Founded, env: NodeJS.ProcessEnv): Promise<string> {
	const host = ['--host', `${network}.localhost`, '--steward', `steward@${network}.example.jp`];
	const { stdout } = await run(path.join(root, 'bin/okaeri'), ['found', ...networks[network], ...host], {
		env
	});
	return /http\S+/.exec(stdout)![0];
}

/** What the setup started. */
export function product(): Product {
	return JSON.parse(process.env.OKAERI_PRODUCT!) as Product;
}

/** A fresh link by which the steward of a network signs in: those of the setup are over when a journey begins late. */
export async function stewardLink(network: Founded): Promise<string> {
	const { dataDir, port } = product();
	const env = { ...process.env, OKAERI_DATA: dataDir, PORT: String(port), DATABASE_URL: '', ORIGIN: '' };
	const address = `steward@${network}.example.jp`;
	const { stdout } = await run(path.join(root, 'bin/okaeri'), ['link', address], { env });
	return /http\S+/.exec(stdout)![0];
}

async function answers(port: number, product: ChildProcess): Promise<void> {
	const output: string[] = [];
	for (const stream of [product.stdout, product.stderr])
		stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
	for (let waited = 0; waited < 300_000; waited += 200) {
		if (product.exitCode !== null) throw new Error(`The product did not start:\n${output.join('')}`);
		const isUp = await fetch(`http://127.0.0.1:${port}/robots.txt`).then(
			(answer) => answer.ok,
			() => false
		);
		if (isUp) return;
		await new Promise((go) => setTimeout(go, 200));
	}
	throw new Error(`The product did not answer within five minutes:\n${output.join('')}`);
}

export async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
