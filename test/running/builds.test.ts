import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentBuild, ensureBuilt, useBuild } from '../../bin/commands/build.ts';
import { keepAssets, type OtherBuilds } from '../../bin/commands/other-builds.ts';

let root: string;
beforeAll(() => void (root = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-builds-'))));
afterAll(() => fs.rmSync(root, { recursive: true }));

function write(file: string, text: string): string {
	const place = path.join(root, file);
	fs.mkdirSync(path.dirname(place), { recursive: true });
	fs.writeFileSync(place, text);
	return place;
}

/** In place of Vite, whose build takes minutes: what it does here is to write where it is told to. */
const bundler = `
	import fs from 'node:fs';
	fs.mkdirSync(process.env.OKAERI_BUILD_INTO, { recursive: true });
	fs.copyFileSync('src/app.ts', process.env.OKAERI_BUILD_INTO + '/handler.js');
`;

test('each build has a folder of its own; those in use and the one before are kept', async () => {
	for (const file of ['locales/ja.json', 'static/a.svg', 'vite.config.ts', 'package-lock.json'])
		write(file, '');
	write('package.json', '{"type": "module"}');
	write('node_modules/vite/bin/vite.js', bundler);
	expect(() => currentBuild(root)).toThrow(/was not built yet/);

	const builds: string[] = [];
	for (const code of ['one', 'two', 'three', 'four']) {
		write('src/app.ts', code);
		const build = await ensureBuilt(root);
		expect(await ensureBuilt(root)).toBe(build);
		expect(fs.readFileSync(path.join(build, 'handler.js'), 'utf8')).toBe(code);
		expect(currentBuild(root)).toBe(build);
		if (code === 'one') useBuild(build); // this process serves from it until the end
		fs.utimesSync(build, builds.length, builds.length);
		builds.push(build);
	}
	expect(builds.map((build) => fs.existsSync(build))).toEqual([true, false, true, true]);

	write('src/app.ts', 'two');
	expect(await ensureBuilt(root)).toBe(builds[1]);
	write('node_modules/vite/bin/vite.js', 'console.error("a wrong word"); process.exit(1);');
	write('src/app.ts', 'five');
	await expect(ensureBuilt(root)).rejects.toThrow(/could not be built:\na wrong word/);
	expect(currentBuild(root)).toBe(builds[1]);
});

test('a page of another build gets its files, before and after an upgrade, and nothing else', async () => {
	const dataDir = path.dirname(write('data/secret.css', 'a secret'));
	const old = write('assets/_app/immutable/a.old1.css', 'old');
	const files: Record<string, string> = { old: path.resolve(old, '../../..') };
	files.now = path.resolve(write('now/_app/immutable/a.now1.css', 'now'), '../../..');
	write('now/_app/immutable/a.now1.css.br', 'brotli');
	const serving = {
		old: keepAssets(files.old!, dataDir),
		now: keepAssets(files.now, dataDir)
	};
	expect(await ask(serving.now, '/_app/immutable/a.old1.css')).toMatchObject({
		status: 200,
		text: 'old',
		type: 'text/css',
		cache: 'public,max-age=31536000,immutable'
	});
	expect(await ask(serving.old, '/_app/immutable/a.now1.css', 'gzip, br')).toMatchObject({
		text: 'brotli',
		encoding: 'br'
	});
	const passedOn = [
		'/_app/immutable/a.now1.css', // its own
		'/_app/immutable/a.gone.css',
		'/_app/immutable/../../secret.css',
		'/_app/immutable/..%2f..%2fsecret.css',
		'/_app/immutable/',
		'/home'
	];
	for (const address of passedOn) expect(await ask(serving.now, address)).toMatchObject({ status: 404 });
	expect(await ask(serving.now, '/_app/immutable/a.old1.css', '', 'POST')).toMatchObject({ status: 404 });

	const aside = path.join(dataDir, 'assets/a.old1.css');
	fs.utimesSync(aside, 0, 0); // no build had it for a long time
	keepAssets(files.now, dataDir);
	expect(fs.existsSync(aside)).toBe(false);
});

type Header = string | undefined;
type Said = { status: number; text: string; type: Header; cache: Header; encoding: Header };

/** Asks as it is written: a client of ours would resolve the dots. What is not answered is 404. */
async function ask(from: OtherBuilds, address: string, accepts = '', method = 'GET'): Promise<Said> {
	const server = http.createServer((req, res) => {
		if (!from.answer(req, res)) res.writeHead(404).end();
	});
	await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
	const { port } = server.address() as AddressInfo;
	const said = await new Promise<Said>((resolve, reject) => {
		const headers = { 'accept-encoding': accepts };
		const request = http.request(
			{ port, host: '127.0.0.1', path: address, method, headers },
			(answer) => {
				let text = '';
				answer.on('data', (piece: Buffer) => (text += piece.toString()));
				answer.on('end', () =>
					resolve({
						status: answer.statusCode!,
						text,
						type: answer.headers['content-type'],
						cache: answer.headers['cache-control'],
						encoding: answer.headers['content-encoding']
					})
				);
			}
		);
		request.on('error', reject);
		request.end();
	});
	await new Promise((closed) => server.close(closed));
	return said;
}
