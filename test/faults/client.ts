import type { Chance } from '../../demo/random.ts';
import type { Person } from './company.ts';
import type { Installation } from './installation.ts';

/**
 * How a request ended: `done` led on to a page or showed one, `refused` said in words why not, `unsure` may have been done
 * or not.
 */
export type Answer = {
	kind: 'done' | 'refused' | 'unsure';
	status: number;
	location: string;
	text: string;
	milliseconds: number;
};

/** What was seen of the product from outside in a run. */
export class Seen {
	requests = 0;
	/** Answers by status; 0 stands for none at all. */
	readonly statuses = new Map<number, number>();
	/** What should never be seen: a fault of ours, or a 503 that says nothing. */
	readonly faults: string[] = [];
	slowest = 0;
	count(status: number): void {
		this.requests++;
		this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
	}
}

/** No browser's user waits longer. */
const patience = 40_000;

/** People's browsers: they ask either web, as behind a load balancer. */
export class Client {
	readonly seen = new Seen();
	readonly #installation: Installation;
	readonly #chance: Chance;

	constructor(installation: Installation, chance: Chance) {
		this.#installation = installation;
		this.#chance = chance;
	}

	/** Opens a page, or sends its form. Does not throw: a lost connection is an answer, too. */
	async ask(path: string, who: Person | undefined, form?: Record<string, string>): Promise<Answer> {
		const web = `http://127.0.0.1:${this.#chance.pick(this.#installation.webPorts)}`;
		const began = Date.now();
		const answer = await fetch(`${web}${path}`, {
			method: form ? 'POST' : 'GET',
			redirect: 'manual',
			signal: AbortSignal.timeout(patience),
			headers: headersOf(who, web, form !== undefined),
			...(form ? { body: new URLSearchParams(form).toString() } : {})
		})
			.then(
				async (got) => ({
					status: got.status,
					location: got.headers.get('location') ?? '',
					retry: got.headers.get('retry-after'),
					text: await got.text()
				}),
				(error: Error) => ({
					status: 0,
					location: '',
					retry: null,
					text: String(error.cause ?? error.message)
				})
			)
			.catch((error: Error) => ({ status: 0, location: '', retry: null, text: error.message }));
		const milliseconds = Date.now() - began;
		this.#note(path, answer, milliseconds);
		const { status, location, text } = answer;
		return { kind: kindOf(status), status, location, text, milliseconds };
	}

	#note(
		path: string,
		{ status, retry, text }: { status: number; retry: string | null; text: string },
		took: number
	): void {
		this.seen.count(status);
		this.seen.slowest = Math.max(this.seen.slowest, took);
		const fault = faultIn(status, retry, text);
		if (fault) this.seen.faults.push(`${path}: ${fault}`);
		else if (status === 0 && took >= patience)
			this.seen.faults.push(`${path}: no answer in ${patience / 1000} s`);
	}
}

function headersOf(who: Person | undefined, origin: string, isForm: boolean): Record<string, string> {
	// Everybody comes from an address of their own, as the proxy tells it.
	const own = who ? [...who.email].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 60_000, 7) : 1;
	return {
		accept: 'text/html',
		'accept-language': 'ja',
		'x-forwarded-for': `10.1.${own >> 8}.${own & 255}`,
		...(who ? { cookie: who.cookie } : {}),
		...(isForm ? { origin, 'content-type': 'application/x-www-form-urlencoded' } : {})
	};
}

function kindOf(status: number): Answer['kind'] {
	if (status === 0 || status >= 500) return 'unsure';
	return status >= 400 ? 'refused' : 'done';
}

/** What is wrong with an answer, in words, where it is one that nobody should get. */
export function faultIn(status: number, retry: string | null, text: string): string | undefined {
	if (status >= 500 && status !== 503) return `${status}`;
	if (/\bat .+\.(js|ts):\d+/.test(text)) return `${status} with a stack`;
	if (status !== 503) return undefined;
	if (!retry) return '503 that does not say when to try again';
	return /<h1[ >]|<p>/.test(text) ? undefined : '503 without words';
}
