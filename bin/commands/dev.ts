import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Installed } from './database.ts';
import { loadDemoInto } from './demo.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the product for development: pages reload when files change, and the worker starts again. */
export async function dev({ url, settings }: Installed): Promise<void> {
	await loadDemoInto(url);
	const env = { ...process.env, ...settings, NODE_ENV: 'development' };
	const vite = spawn(
		process.execPath,
		[
			path.join(root, 'node_modules/vite/bin/vite.js'),
			'dev',
			'--host',
			'127.0.0.1',
			'--port',
			process.env.PORT ?? '3000'
		],
		{ cwd: root, env, stdio: 'inherit' }
	);
	const worker = spawn(process.execPath, ['--watch', path.join(root, 'src/worker.ts')], {
		cwd: root,
		env,
		stdio: 'inherit'
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.on(signal, () => [vite, worker].forEach((child) => child.kill('SIGTERM')));
	await Promise.all([vite, worker].map((child) => new Promise((resolve) => child.once('exit', resolve))));
}
