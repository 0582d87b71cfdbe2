import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { config, readConfigAnew } from '#platform/config/config.ts';
import type { Finding } from './finding.ts';

/** Which versions run here, and how much memory and disk there is. */
export function ofMachine(): Finding[] {
	const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
	const file = path.resolve(import.meta.dirname, '../../package.json');
	const { version } = JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string };
	const memory = gigabytes(os.totalmem());
	return [
		{
			state: 'ok  ',
			text: `Okaeri ${version}, Node ${process.versions.node}, ${os.type()} ${os.release()} ${os.arch()}, ${memory} of memory`
		},
		...roomIn(path.resolve(process.env.OKAERI_DATA || 'data'), gigabytes)
	];
}

function roomIn(folder: string, said: (bytes: number) => string): Finding[] {
	if (!fs.existsSync(folder)) return [];
	const { bavail, blocks, bsize } = fs.statfsSync(folder);
	const isTight = bavail < blocks / 20;
	const left = `the disk of ${folder} has ${said(bavail * bsize)} of ${said(blocks * bsize)} left`;
	return [
		isTight
			? { state: 'WARN', text: `${left}, less than a twentieth: make room before it is full` }
			: { state: 'ok  ', text: left }
	];
}

/** Whether the settings can be used. */
export function ofSettings(): Finding[] {
	try {
		config();
		return [{ state: 'ok  ', text: 'the settings can be used' }];
	} catch (error) {
		const [, ...lines] = (error as Error).message.split('\n');
		const words = lines.map((line) => line.replace(/^[\s✖→]+/u, '')).filter(Boolean);
		return [{ state: 'NOT ', text: `settings that cannot be used: ${words.join('; ')}` }];
	} finally {
		readConfigAnew(); // the address of the embedded database is known only when it runs
	}
}

const [slightly, badly] = [2_000, 30_000];

/** Whether our clock and the database's agree: by more than half a minute apart, codes of authenticator apps fail. */
export function ofClock(milliseconds: number): Finding {
	const seconds = `${(Math.abs(milliseconds) / 1000).toFixed(1)} s`;
	if (Math.abs(milliseconds) < slightly)
		return { state: 'ok  ', text: 'the clocks of this machine and of the database agree' };
	const text = `the clocks of this machine and of the database are ${seconds} apart: set both by NTP`;
	return { state: Math.abs(milliseconds) < badly ? 'WARN' : 'NOT ', text };
}
