import { beforeEach, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { freshenAllRows } from './refreshing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${++round}`);
});

const change = (statement: string, ...more: unknown[]) =>
	own.owner.query(statement, [hikari.network.networkId, hikari.watanabeId, ...more]);

/** What is kept and what the records say, in one order. */
async function keptAndTold() {
	const { networkId } = hikari.network;
	const { rows: kept } = await own.owner.query(
		`select mark, detail, person_id from directory.mark where network_id = $1 order by 1, 2, 3`,
		[networkId]
	);
	const { rows: told } = await own.owner.query(
		`select m.*
		from directory.marks($1, array(select person_id from person where network_id = $1)) m
		order by 1, 2, 3`,
		[networkId]
	);
	return { kept, told };
}

const marksOf = async () => {
	const { rows } = await change(
		'select mark from directory.mark where network_id = $1 and person_id = $2 order by 1'
	);
	return rows.map(({ mark }: { mark: string }) => mark);
};

const shared = async () => {
	const { rows } = await own.owner.query(
		'select mark from directory.shared_mark where network_id = $1 order by 1',
		[hikari.network.networkId]
	);
	return rows.map(({ mark }: { mark: string }) => mark);
};

test.each([
	['a name', `update person set family_name = '辺見' where network_id = $1 and person_id = $2`],
	['kana', `update person set given_kana = 'ナオミ' where network_id = $1 and person_id = $2`],
	[
		'a stay',
		`update tenure set department = '総務部', ended_on = ended_on + 400 where network_id = $1 and person_id = $2`
	],
	['no stay', `delete from tenure where network_id = $1 and person_id = $2`],
	[
		'an address',
		`update contact set email = 'naoki@mail.example.jp' where network_id = $1 and person_id = $2`
	],
	[
		'a number',
		`insert into employee_number (network_id, person_id, company_id, number)
		select network_id, person_id, company_id, '00932'
		from tenure
		where network_id = $1 and person_id = $2
		limit 1`
	],
	['a removal', `update person set removed_at = now() where network_id = $1 and person_id = $2`]
])('marks follow a record: %s', async (_what, statement) => {
	const before = await marksOf();
	await change(statement);
	const { kept, told } = await keptAndTold();
	expect(kept).toEqual(told);
	expect(kept.length).toBeGreaterThan(5);
	expect(await marksOf()).not.toEqual(before);
});

test('a name is shared while two have it, and what two wrote in one moment is found at night', async () => {
	const { rows } = await own.owner.query<{ id: string }>(
		`insert into person (network_id, family_name, given_name, family_kana, given_kana)
		select network_id, family_name, given_name, family_kana, given_kana
		from person
		where network_id = $1 and person_id = $2
		returning person_id as id`,
		[hikari.network.networkId, hikari.watanabeId]
	);
	expect(await shared()).toHaveLength(1);
	await own.owner.query('delete from directory.shared_mark where network_id = $1', [
		hikari.network.networkId
	]);
	await freshenAllRows(hikari.network);
	expect(await shared()).toHaveLength(1);
	await own.owner.query('delete from person where network_id = $1 and person_id = $2', [
		hikari.network.networkId,
		rows[0]!.id
	]);
	expect(await shared()).toEqual([]);
});
