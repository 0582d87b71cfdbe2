import fs from 'node:fs';
import { runningServer } from '#platform/postgres/cluster.ts';
import type { Embedded } from '#platform/postgres/embedded.ts';
import type { Place } from '#platform/postgres/place.ts';

const second = 1000;

/** The embedded PostgreSQL of a run. It is looked after every second, as `okaeri start` does, unless it is held down. */
export class DatabaseServer {
	readonly #embedded: Embedded;
	readonly place: Place;
	#isHeldDown = false;
	#isOver = false;
	readonly #watching: Promise<void>;
	/** How often it had to be started again. */
	revived = 0;

	constructor(embedded: Embedded, place: Place, hear: (words: string) => void) {
		this.#embedded = embedded;
		this.place = place;
		this.#watching = this.#watch(hear);
	}

	async #watch(hear: (words: string) => void): Promise<void> {
		while (!this.#isOver) {
			await new Promise((go) => setTimeout(go, second));
			if (this.#isHeldDown || this.#isOver) continue;
			try {
				if (await this.#embedded.revive()) this.revived++;
			} catch (error) {
				hear(`The database does not start: ${(error as Error).message}`);
			}
		}
	}

	/** Its first process; undefined where it does not run. */
	get pid(): number | undefined {
		return runningServer(this.place);
	}

	/** Sends its first process a signal: SIGKILL as a crash, SIGINT as a restart. */
	signal(signal: NodeJS.Signals): void {
		if (this.pid !== undefined) process.kill(this.pid, signal);
	}

	/** Stops every process of it where it stands, as a machine that froze, or lets all of them go on. */
	freeze(isFrozen: boolean): void {
		const first = this.pid;
		if (first === undefined) return;
		for (const pid of [first, ...childrenOf(first)]) signalIfThere(pid, isFrozen ? 'SIGSTOP' : 'SIGCONT');
	}

	/** Kills it, and keeps it down until `release`. */
	holdDown(): void {
		this.#isHeldDown = true;
		this.signal('SIGKILL');
	}

	release(): void {
		this.#isHeldDown = false;
	}

	/** All processes of it. */
	get pids(): number[] {
		return this.pid === undefined ? [] : [this.pid, ...childrenOf(this.pid)];
	}

	async end(): Promise<void> {
		this.#isOver = true;
		this.freeze(false);
		await this.#watching;
		await this.#embedded.leave();
	}
}

function childrenOf(parent: number): number[] {
	return fs
		.readdirSync('/proc')
		.map(Number)
		.filter((pid) => pid > 0 && parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
	try {
		const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
		return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ESRCH') return undefined; // it ended meanwhile
		throw error;
	}
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
