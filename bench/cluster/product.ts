import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ended } from '../../bin/commands/parts.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs web and worker as on machines of their own: each by itself, with settings only. */
export async function startProduct(
	folder: string,
	settings: Record<string, string>
): Promise<{ end: () => Promise<void> }> {
	const parts = [path.join(root, 'bin/commands/web.ts'), path.join(root, 'src/worker.ts')];
	const running = parts.map((part) => startPart(part, folder, settings));
	const end = async () => void (await Promise.all(running.map(ended)));
	try {
		await Promise.all(running.map(isReady));
	} catch (error) {
		await end();
		throw error;
	}
	return { end };
}

function startPart(part: string, folder: string, settings: Record<string, string>): ChildProcess {
	const output = fs.openSync(path.join(folder, `${path.basename(part, '.ts')}.log`), 'a');
	const child = spawn(process.execPath, [part], {
		cwd: root,
		env: {
			...process.env,
			...settings,
			OKAERI_DATA: path.join(folder, 'data'),
			NODE_ENV: 'production'
		},
		stdio: ['ignore', output, output, 'ipc']
	});
	fs.closeSync(output);
	return child;
}

async function isReady(child: ChildProcess): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		child.on('message', (said) => (said === 'ready' ? resolve() : reject(new Error(String(said)))));
		child.once('exit', (code) => reject(new Error(`A process of the product ended with ${code}.`)));
	});
}
