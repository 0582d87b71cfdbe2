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
/** So many have it elsewhere: in their department. */
const elsewhere = 70;

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
	await own.owner.query(
		`with made as (
			insert into person (network_id, family_name, given_name, family_kana, given_kana)
			select $1, '青木', '太郎', 'アオキ', 'タロウ'
			from generate_series(1, $2::int)
			returning network_id, person_id
		)
		insert into tenure (network_id, person_id, company_id, started_on, ended_on, department)
		select network_id, person_id, $3, '2001-04-01', '2011-03-31', '百田倉庫'
		from made`,
		[networkId, elsewhere, hikari.parentId]
	);
	await freshenAllRows(hikari.network); // more than a thousand at once are left to the worker
});

type Row = Awaited<ReturnType<typeof look>>['rows'][number];

async function rowsOf(query: string, pages = Infinity): Promise<Row[]> {
	const seen: Row[] = [];
	for (let address: string | null = `?${query}`; address && pages > 0; pages -= 1) {
		const page: Awaited<ReturnType<typeof look>> = await look(address.slice(1));
		seen.push(...page.rows);
		address = page.next;
	}
	return seen;
}

const walk = async (query: string) => (await rowsOf(query)).map(({ id }) => id);
const familiesIn = (rows: Row[]) => rows.map(({ name }) => name.split(' ')[0]!);
const times = (count: number, name: string) => Array.from({ length: count }, () => name);

test('a search that finds very many gives all of them, page by page, and says that they are more than a thousand', async () => {
	expect(await look('q=ももた')).toMatchObject({ total: 1000, isMore: true });
	for (const sort of ['name', '-left']) {
		const seen = await walk(`q=ももた&sort=${sort}`);
		expect([seen.length, new Set(seen).size]).toEqual([many, many]);
	}
});

test('whoever has the word as their family name comes first, up and down, and who has it elsewhere after them', async () => {
	const expected = [...times(many, '百田'), ...times(elsewhere, '青木')];
	for (const sort of ['name', '-name']) {
		const rows = await rowsOf(`q=百田&sort=${sort}`);
		expect(familiesIn(rows)).toEqual(expected);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(expected.length);
	}
	const byDepartment = familiesIn(await rowsOf('q=百田&sort=department'));
	expect(byDepartment).toEqual([...times(elsewhere, '青木'), ...times(many, '百田')]);
});

test('so it is where a search finds few, and a department that many have is listed by name', async () => {
	const few = await rowsOf('q=百田&department=資材&department=倉庫');
	expect(familiesIn(few)).toEqual([...times(70, '百田'), ...times(elsewhere, '青木')]);
	expect(familiesIn(await rowsOf('q=倉庫'))).toEqual(times(elsewhere, '青木'));
	expect(familiesIn(await rowsOf('q=経理課'))).toEqual(times(many - 70, '百田'));
});

test('the reading of a family name, or as much of it as is typed, finds them in its order', async () => {
	for (const word of ['ももた', 'モモ', 'momota'])
		expect(familiesIn((await look(`q=${word}`)).rows)).toEqual(times(50, '百田'));
});

test('it counts those who are narrowed to exactly', async () => {
	expect(await look('q=百田&department=資材')).toMatchObject({ total: 70, isMore: false });
	expect(await walk('q=百田&department=資材')).toHaveLength(70);
	expect(await look('q=百田 花子1100')).toMatchObject({ total: 1, isMore: false });
	expect(await look('department=資材&department=経理')).toMatchObject({ total: many, isMore: false });
	for (const sort of ['name', '-left']) {
		const seen = await walk(`department=経理&sort=${sort}`);
		expect([seen.length, new Set(seen).size]).toEqual([many - 70, many - 70]);
	}
});

test('several departments are one list in order, up and down, whatever else is asked', async () => {
	const words = ['資材', '経理', '倉庫'].map((word) => `department=${word}`).join('&');
	for (const sort of ['name', '-name']) {
		const all = await rowsOf(`sort=${sort}`, 4);
		const expected = all.filter(({ name }) => /百田|青木 太郎/.test(name)).map(({ id }) => id);
		const seen = await rowsOf(`${words}&leftTo=2011-03-31&sort=${sort}`, 2);
		expect(seen.map(({ id }) => id)).toEqual(expected.slice(0, 100));
	}
	expect(await look(words)).toMatchObject({ total: many + elsewhere, isMore: false });
	expect(await look(`${words}&leftTo=2011-03-30`)).toMatchObject({ total: 0, rows: [] });
});

test('it finds nobody of another network', async () => {
	expect((await look('q=百田', theirs.hashimoto)).rows).toEqual([]);
});
