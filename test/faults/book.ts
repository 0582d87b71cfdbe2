/** What people do in a run that must not be lost. */
export type Deed = 'post' | 'comment' | 'reply' | 'message' | 'talk' | 'application' | 'wave' | 'link';

/**
 * A line of the account book: what somebody sent, under a mark that stands in their words and nowhere else. It is
 * acknowledged once an answer said that it is done. `tries` counts how often the same form was sent.
 */
export type Entry = {
	deed: Deed;
	mark: string;
	email: string;
	sentAt: number;
	tries: number;
	isAcknowledged: boolean;
	/** The answer refused it in words, e.g. because somebody else had taken the time. */
	isRefused: boolean;
};

/** The account book of a run: what was sent, and what was answered. */
export class Book {
	readonly entries: Entry[] = [];
	readonly #name: string;

	constructor(name: string) {
		this.#name = name;
	}

	/** A new line, under a mark of its own. */
	open(deed: Deed, email: string): Entry {
		const entry: Entry = {
			deed,
			mark: `${this.#name}-${this.entries.length + 1}`,
			email,
			sentAt: Date.now(),
			tries: 0,
			isAcknowledged: false,
			isRefused: false
		};
		this.entries.push(entry);
		return entry;
	}

	of(...deeds: Deed[]): Entry[] {
		return this.entries.filter(({ deed }) => deeds.includes(deed));
	}

	get acknowledged(): number {
		return this.entries.filter(({ isAcknowledged }) => isAcknowledged).length;
	}
}

/** The mark at the beginning of what was written, or undefined where it is not from a run. */
export function markIn(words: string): string | undefined {
	return /^[a-z]+\d*-\d+(?= )/.exec(words)?.[0];
}
