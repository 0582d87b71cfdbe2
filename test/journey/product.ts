import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
export type Product = { dataDir: string; port: number; links: Record<'ja' | 'en' | 'crash', string> };

/** Starts the whole product on a database of its own with real networks of its own, one for each journey, and ends it afterwards. */
export default async function setup(): Promise<() => Promise<void>> {
	const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-journey-'));
	fs.chmodSync(dataDir, 0o755);
	const port = await freePort();
	const env = {
		...process.env,
		OKAERI_DATA: dataDir,
		PORT: String(port),
		HOST: '127.0.0.1',
		LOG_LEVEL: 'warn',
		DATABASE_URL: '',
		SMTP_URL: '',
		ORIGIN: ''
	};
	const okaeri = (...args: string[]) =>
		execFileSync(path.join(root, 'bin/okaeri'), args, { env, encoding: 'utf8' });
	const link = (output: string) => /http\S+/.exec(output)![0];
	const links = {
		ja: link(
			okaeri(
				'found',
				'ひかりの輪',
				'--name-en',
				'Hikari Circle',
				'--company',
				'株式会社ひかり製作所',
				'--host',
				'ja.localhost',
				'--steward',
				'steward@ja.example.jp'
			)
		),
		crash: link(
			okaeri(
				'found',
				'Momiji Circle',
				'--company',
				'Momiji Works',
				'--host',
				'crash.localhost',
				'--steward',
				'steward@crash.example.jp'
			)
		),
		en: link(
			okaeri(
				'found',
				'Kaede Circle',
				'--company',
				'Kaede Works',
				'--host',
				'en.localhost',
				'--locale',
				'en',
				'--steward',
				'steward@en.example.jp'
			)
		)
	};
	process.env.OKAERI_PRODUCT = JSON.stringify({ dataDir, port, links } satisfies Product);
	const product = spawn(path.join(root, 'bin/okaeri'), ['start'], {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true
	});
	await answers(port, product);
	return async () => {
		const gone = new Promise((resolve) => product.once('exit', resolve));
		product.kill('SIGINT');
		await gone;
		fs.rmSync(dataDir, { recursive: true, force: true });
	};
}

/** What the setup started. */
export function product(): Product {
	return JSON.parse(process.env.OKAERI_PRODUCT!) as Product;
}

export async function answers(port: number, product: ChildProcess): Promise<void> {
	const output: string[] = [];
	for (const stream of [product.stdout, product.stderr])
		stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
	for (let waited = 0; waited < 120_000; waited += 200) {
		if (product.exitCode !== null) throw new Error(`The product did not start:\n${output.join('')}`);
		const isUp = await fetch(`http://127.0.0.1:${port}/robots.txt`).then(
			(answer) => answer.ok,
			() => false
		);
		if (isUp) return;
		await new Promise((go) => setTimeout(go, 200));
	}
	throw new Error(`The product did not answer within two minutes:\n${output.join('')}`);
}

export async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
