import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Is there a process of that id? */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * When a process began, as the system tells it: with its id that names one process and no other, since ids are used
 * again. Undefined where there is no such process.
 */
export function beganAt(pid: number): string | undefined {
	if (!isAlive(pid)) return undefined;
	if (process.platform !== 'linux') return ps(pid, 'lstart=')?.replaceAll(/\s+/g, '-');
	const stat = read(`/proc/${pid}/stat`);
	// The name in brackets may hold anything; the 20th field behind it is the start, in ticks since the machine's.
	const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
	return fields && fields[0] !== 'Z' ? fields[19] : undefined;
}

/** What a process writes to be known again: its id and when it began. */
export function markOf(pid: number): string {
	return `${pid} ${beganAt(pid)}`;
}

/** Does the process that wrote this mark still run? A later one that got its id does not count. */
export function runs(mark: string): boolean {
	const [pid, began] = mark.trim().split(' ');
	return Number(pid) > 0 && began !== undefined && beganAt(Number(pid)) === began;
}

/** The words of a process's command line, or undefined where it is gone. */
export function commandOf(pid: number): string[] | undefined {
	if (process.platform !== 'linux') return ps(pid, 'command=')?.split(' ');
	return read(`/proc/${pid}/cmdline`)?.split('\0');
}

/** Does any process work in this folder? Only Linux tells; elsewhere the answer is no. */
export function isWorkedIn(folder: string): boolean {
	if (process.platform !== 'linux') return false;
	const real = fs.realpathSync(folder);
	return fs.readdirSync('/proc').some((pid) => Number(pid) > 0 && folderOf(pid) === real);
}

function folderOf(pid: string): string | undefined {
	try {
		return fs.readlinkSync(`/proc/${pid}/cwd`);
	} catch {
		return undefined; // it ended, or belongs to someone else
	}
}

function read(file: string): string | undefined {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return undefined; // the process ended
	}
}

function ps(pid: number, format: string): string | undefined {
	return (
		spawnSync('ps', ['-o', format, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined
	);
}
