import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { freshenAllRows } from '#people/persons/refreshing.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { lookAtPeople } from './looking.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;

const look = (query: string, actor: Actor = hikari.hashimoto) =>
	lookAtPeople(actor, new URLSearchParams(query), '');

/** So many have one name: more than are looked up one by one. */
const many = 1100;

beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	await own.owner.query(
		`with made as (
			insert into person (network_id, family_name, given_name, family_kana, given_kana)
			select $1, '百田', '花子' || n, 'モモタ', 'ハナコ'
			from generate_series(1, $2::int) n
			returning network_id, person_id
		)
		insert into tenure (network_id, person_id, company_id, started_on, ended_on, department)
		select network_id, person_id, $3, '2001-04-01', '2011-03-31',
			case when row_number() over (order by person_id) <= 70 then '資材課' else '経理課' end
		from made`,
		[networkId, many, hikari.parentId]
	);
	await freshenAllRows(hikari.network); // more than a thousand at once are left to the worker
});

async function walk(query: string): Promise<string[]> {
	const seen: string[] = [];
	for (let address: string | null = `?${query}`; address;) {
		const page: Awaited<ReturnType<typeof look>> = await look(address.slice(1));
		seen.push(...page.rows.map(({ id }) => id));
		address = page.next;
	}
	return seen;
}

test('a search that finds very many gives all of them, page by page, and says that they are more than a thousand', async () => {
	expect(await look('q=ももた')).toMatchObject({ total: 1000, isMore: true });
	for (const sort of ['name', '-left']) {
		const seen = await walk(`q=ももた&sort=${sort}`);
		expect([seen.length, new Set(seen).size]).toEqual([many, many]);
	}
});

test('it counts those who are narrowed to exactly', async () => {
	expect(await look('q=百田&department=資材')).toMatchObject({ total: 70, isMore: false });
	expect(await walk('q=百田&department=資材')).toHaveLength(70);
	expect(await look('q=百田 花子1100')).toMatchObject({ total: 1, isMore: false });
	expect(await look('department=資材&department=経理')).toMatchObject({ total: many, isMore: false });
});

test('it finds nobody of another network', async () => {
	expect((await look('q=百田', theirs.hashimoto)).rows).toEqual([]);
});
