import { Chance } from '../../../demo/random.ts';
import { Book } from '../book.ts';
import { strikeFor } from '../chaos.ts';
import { examine } from '../checks.ts';
import { Client } from '../client.ts';
import { foundCompany } from '../company.ts';
import { withInstallation } from '../installation.ts';
import { liveOn, type Play } from '../people.ts';
import { verdict, type Verdict } from '../verdict.ts';
import type { Run } from './scenarios.ts';

const peopleAtOnce = 10;

/** Processes are killed, stopped and restarted at random while people use the product. */
export function struckAtRandom({ minutes, seed }: Run): Promise<Verdict[]> {
	return withInstallation({}, async (installation) => {
		const company = await foundCompany(installation.url);
		const client = new Client(installation, new Chance(seed + 1));
		const book = new Book(`r${seed}`);
		const chance = new Chance(seed + 2);
		const play: Play = { client, book, chance, company, posts: [], comments: [] };
		let isOver = false;
		const living = liveOn(play, peopleAtOnce, () => isOver);
		const struck = await strikeFor(minutes * 60_000, installation, new Chance(seed));
		isOver = true;
		await living;
		const { seen } = client;
		const statuses = [...seen.statuses]
			.sort(([a], [b]) => a - b)
			.map(([status, n]) => `${n} × ${status || 'no answer'}`);
		return [
			verdict(
				'what was done to it',
				struck.size > 0,
				[...struck].map(([name, n]) => `${name} ${n}`).join(', ')
			),
			verdict(
				'answers',
				seen.requests > 0,
				`${statuses.join(', ')}; the slowest after ${(seen.slowest / 1000).toFixed(1)} s`
			),
			verdict(
				'writes',
				book.acknowledged > 0,
				`${book.entries.length} sent, ${book.acknowledged} acknowledged`
			),
			...(await examine(installation, company, book, client))
		];
	});
}
