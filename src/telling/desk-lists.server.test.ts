import { beforeAll, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { changesAtDesk, changesAtOnce } from './changes/changes.server.ts';
import { lettersAtDesk, lettersAtOnce } from './letters/letters.server.ts';
import { storiesAtDesk, storiesAtDeskAtOnce } from './stories/editions.server.ts';

// What a desk has told over the years does not fit on one page: it is paged by the last one seen.

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	await own.owner.query(
		`insert into change (network_id, status, title, then_words, now_words, since, reasons, author_id, published_at)
		select $1, case when n % 7 = 0 then 'draft' else 'published' end, 'change ' || n, '…', '…', date '2020-01-01' + (n % 20), '{relocation}', $2, case when n % 7 <> 0 then now() end from generate_series(1, 120) n`,
		[networkId, hikari.hashimoto.personId]
	);
	await own.owner.query(
		`insert into letter (network_id, title, words, executive_id, author_id) select $1, 'letter ' || n, '…', $2, $2 from generate_series(1, 110) n`,
		[networkId, hikari.hashimoto.personId]
	);
	await own.owner.query(
		`with t as (insert into tenure (network_id, person_id, company_id, started_on, ended_on) select $1, $2, $3, date '1990-01-01' + n, date '1990-01-02' + n from generate_series(1, 105) n returning *),
			r as (insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by) select network_id, person_id, company_id, tenure_id, current_date, $2 from t returning *)
		insert into story (network_id, person_id, rehire_id, asked_by) select network_id, person_id, rehire_id, person_id from r`,
		[networkId, hikari.mori.personId, hikari.parentId]
	);
});

async function walk<T>(
	page: (before?: string) => Promise<T[]>,
	id: (one: T) => string,
	atOnce: number
): Promise<T[]> {
	const all: T[] = [];
	for (;;) {
		const next = await page(all.length > 0 ? id(all.at(-1)!) : undefined);
		all.push(...next);
		if (next.length < atOnce) return all;
	}
}

test('every change comes once, drafts first, then the latest', async () => {
	const all = await walk(
		(before) => changesAtDesk(hikari.hashimoto, before),
		(one) => one.changeId,
		changesAtOnce
	);
	expect(new Set(all.map((one) => one.title)).size).toBe(120);
	expect(all.map((one) => one.status)).toEqual(all.map((one) => one.status).toSorted());
	const published = all.filter((one) => one.status === 'published').map((one) => one.since);
	expect(published).toEqual(published.toSorted().toReversed());
});

test('every letter and every story comes once', async () => {
	expect(
		new Set(
			(
				await walk(
					(before) => lettersAtDesk(hikari.hashimoto, before),
					(one) => one.letterId,
					lettersAtOnce
				)
			).map((one) => one.letterId)
		).size
	).toBe(110);
	expect(
		new Set(
			(
				await walk(
					(before) => storiesAtDesk(hikari.hashimoto, before),
					(one) => one.storyId,
					storiesAtDeskAtOnce
				)
			).map((one) => one.storyId)
		).size
	).toBe(105);
});
