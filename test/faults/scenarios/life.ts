import { Chance } from '../../../demo/random.ts';
import { Book } from '../book.ts';
import { Client } from '../client.ts';
import { examine } from '../checks.ts';
import { foundCompany, type Company } from '../company.ts';
import { withInstallation, type Installation, type Wish } from '../installation.ts';
import { liveOn, type Play } from '../people.ts';
import { comesTrue, verdict, type Verdict } from '../verdict.ts';

/** A product with people in it, for a scenario. `during` lets some of them use it while something happens. */
export type Life = {
	installation: Installation;
	company: Company;
	client: Client;
	book: Book;
	during: <T>(what: () => Promise<T>) => Promise<T>;
};

const peopleAtOnce = 5;

/** Starts a product with people in it for `work`, and examines the account book at its end. */
export function withLife(
	name: string,
	seed: number,
	work: (life: Life) => Promise<Verdict[]>,
	wish: Wish = {}
): Promise<Verdict[]> {
	return withInstallation(wish, async (installation) => {
		const company = await foundCompany(installation.url);
		const client = new Client(installation, new Chance(seed + 1));
		const book = new Book(`${name}${seed}`);
		const chance = new Chance(seed + 2);
		const play: Play = { client, book, chance, company, posts: [], comments: [] };
		const during = async <T>(what: () => Promise<T>): Promise<T> => {
			let isOver = false;
			const living = liveOn(play, peopleAtOnce, () => isOver);
			try {
				return await what();
			} finally {
				isOver = true;
				await living;
			}
		};
		const seen = await work({ installation, company, client, book, during });
		const writes = `${book.entries.length} sent, ${book.acknowledged} acknowledged`;
		return [
			...seen,
			verdict('writes', book.acknowledged > 0, writes),
			...(await examine(installation, company, book, client))
		];
	});
}

export const seconds = (n: number) => new Promise((go) => setTimeout(go, n * 1000));

/** After how many seconds Home opens again for somebody; a verdict on whether that is at most so many. */
export async function opensAgain({ client, company }: Life, after: string, most: number): Promise<Verdict> {
	const began = Date.now();
	const opens = async () => (await client.ask('/home', company.alumni[0])).status === 200;
	const isOpen = await comesTrue(opens, most * 1000);
	return verdict(`pages open again ${after}`, isOpen, `${((Date.now() - began) / 1000).toFixed(1)} s`);
}
