import { beforeAll, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { everyPage } from '#test/setup/every-page.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { changesAtDesk, changesAtOnce } from './changes.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await own.owner.query(
		`insert into change (
			network_id, status, title, then_words, now_words, since, reasons, author_id, published_at
		)
		select $1, case when n % 7 = 0 then 'draft' else 'published' end, 'change ' || n, '…', '…',
			date '2020-01-01' + (n % 20), '{relocation}', $2, case when n % 7 <> 0 then now() end
		from generate_series(1, 120) n`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
});

test('the desk’s list gives every change once, drafts first, then the latest', async () => {
	const changes = await everyPage(
		(before) => changesAtDesk(hikari.hashimoto, before),
		(change) => change.changeId,
		changesAtOnce
	);
	expect(new Set(changes.map((change) => change.title)).size).toBe(120);
	const states = changes.map((change) => change.status);
	expect(states).toEqual(states.toSorted());
	const published = changes.filter((change) => change.status === 'published').map((change) => change.since);
	expect(published).toEqual(published.toSorted().toReversed());
});
