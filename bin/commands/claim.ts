import fs from 'node:fs';
import path from 'node:path';
import { keepNew } from '#platform/config/kept-secret.ts';
import { lockPlace } from '#platform/postgres/embedded.ts';
import { markOf, runs } from '#platform/postgres/process.ts';

/**
 * Marks the data directory as this process's own, and gives what takes the mark away. Throws where Okaeri runs on it
 * already. A mark that a crash left behind is replaced: it names a process by its number and when it began.
 */
export async function claim(dataDir: string, origin: string): Promise<() => void> {
	const file = path.join(dataDir, 'running');
	const unlock = await lockPlace(dataDir);
	try {
		const [mark, address] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
		if (mark && runs(mark))
			throw new Error(`Okaeri runs here already: ${address} (process ${mark.split(' ')[0]}).`);
		fs.rmSync(file, { force: true });
		keepNew(file, `${markOf(process.pid)}\n${origin}\n`);
	} finally {
		unlock();
	}
	return () => fs.rmSync(file, { force: true });
}

/** Makes the data directory. Throws, with its name, where nothing can be written there. */
export function makeDataDir(dataDir: string): void {
	try {
		fs.mkdirSync(dataDir, { recursive: true });
		const trial = path.join(dataDir, `trial.${process.pid}`);
		fs.writeFileSync(trial, 'x', { flush: true });
		fs.rmSync(trial);
	} catch (error) {
		throw new Error(
			`Nothing can be written in the data directory ${dataDir} (${(error as NodeJS.ErrnoException).code}). OKAERI_DATA names another.`,
			{ cause: error }
		);
	}
}
