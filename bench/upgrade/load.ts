import { setTimeout as wait } from 'node:timers/promises';

/** The parts of the demo that ask for pages. */
const visitors = [
	{ part: 'tied', paths: ['/home', '/people', '/me', '/notifications', '/openings'] },
	{ part: 'steward', paths: ['/desk', '/desk/people', '/desk/overview', '/desk/unlocks', '/home'] }
] as const;

const readersOfEach = 2;
const pause = 150;

type Answered = { phase: string; at: string };
export type Tally = {
	answered: Map<string, number>;
	failed: string[];
	/** What was written and acknowledged, by its words. */
	written: string[];
};

/**
 * People who read and write without a pause, at all of `ports` in turn, as a proxy spreads them. A request failed when
 * nobody answered it, or with an error of the server. `phase` names what is going on, for the count.
 */
export class Load {
	readonly tally: Tally = { answered: new Map(), failed: [], written: [] };
	phase = 'before';
	#turn = 0;
	#isOver = false;
	#people: Promise<void>[] = [];
	ports: number[];

	constructor(ports: number[]) {
		this.ports = ports;
	}

	async begin(): Promise<void> {
		for (const { part, paths } of visitors) {
			const cookie = await enter(this.ports[0]!, part);
			for (let reader = 0; reader < readersOfEach; reader++)
				this.#people.push(this.#read(cookie, paths));
			if (part === 'tied') this.#people.push(this.#write(cookie));
		}
	}

	async end(): Promise<void> {
		this.#isOver = true;
		await Promise.all(this.#people);
	}

	async #read(cookie: string, paths: readonly string[]): Promise<void> {
		for (let at = 0; !this.#isOver; at++) {
			const page = await this.#ask(paths[at % paths.length]!, { headers: { cookie } });
			const asset = /\/_app\/immutable\/[\w./-]+\.(?:css|js)/.exec(page ?? '')?.[0];
			if (asset && at % 5 === 0) await this.#ask(asset, {}); // of a page of either version, from either version
			await wait(pause);
		}
	}

	async #write(cookie: string): Promise<void> {
		for (let at = 1; !this.#isOver; at++) {
			const page = await this.#ask('/home', { headers: { cookie } });
			const ticket = /name="ticket" value="([^"]+)"/.exec(page ?? '')?.[1];
			const words = `upgrade ${this.phase} ${at}`;
			const body = new URLSearchParams({ words, ticket: ticket ?? '' }).toString();
			const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
			const answer = await this.#ask('/home?/post', { method: 'POST', headers, body });
			if (answer === '303') this.tally.written.push(words);
			await wait(1500);
		}
	}

	/** The page, or the status of an answer that is none. */
	async #ask(path: string, init: RequestInit): Promise<string | undefined> {
		const port = this.ports[this.#turn++ % this.ports.length]!;
		const origin = `http://127.0.0.1:${port}`;
		const asked: Answered = { phase: this.phase, at: `${init.method ?? 'GET'} ${origin}${path}` };
		try {
			// as a browser without scripts asks: an action then answers with where to go on
			const headers = { accept: 'text/html', ...(init.headers as Record<string, string>), origin };
			const answer = await fetch(origin + path, { ...init, headers, redirect: 'manual' });
			const text = await answer.text();
			const isMissing = answer.status === 404 && path.startsWith('/_app/');
			if (answer.status >= 500 || isMissing)
				this.#fail(asked, `${answer.status} ${text.slice(0, 200)}`);
			else this.tally.answered.set(asked.phase, (this.tally.answered.get(asked.phase) ?? 0) + 1);
			return answer.status === 200 ? text : String(answer.status);
		} catch (error) {
			const { message, cause } = error as Error;
			this.#fail(asked, `${message} ${cause instanceof Error ? cause.message : ''}`);
			return undefined;
		}
	}

	#fail({ phase, at }: Answered, why: string): void {
		this.tally.failed.push(`${phase}: ${at}: ${why}`);
	}
}

async function enter(port: number, part: string): Promise<string> {
	const origin = `http://127.0.0.1:${port}`;
	const entered = await fetch(`${origin}/as`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
		body: `part=${part}`
	});
	const cookie = entered.headers
		.getSetCookie()
		.map((header) => header.split(';')[0])
		.join('; ');
	if (!cookie) throw new Error(`Nobody could sign in as ${part}: ${entered.status}`);
	return cookie;
}
