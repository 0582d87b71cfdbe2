import { beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { everyone } from '#people/invitations/choice.ts';
import { peopleWithoutBasis } from '#people/invitations/choosing.server.ts';
import { freshenAllRows } from '#people/persons/refreshing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { leavers } from '#seeing/overview/facts.server.ts';
import { buildSegment } from '#seeing/segments/segments.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { lookAtPeople } from './looking.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let networks = 0;

beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari${++networks}`);
});

/** Someone with an address and no basis. The days are counted from today. Gives their id. */
async function addPerson({ start = -1000, end }: { start?: number; end: number }): Promise<string> {
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query(
		`insert into person (network_id, family_name, given_name) values ($1, '末永', '遥') returning person_id as id`,
		[networkId]
	);
	const id = rows[0].id as string;
	await own.owner.query(`insert into contact (network_id, person_id, email) values ($1, $2, $3)`, [
		networkId,
		id,
		`${id}@out.example.jp`
	]);
	await addStay(id, start, end);
	return id;
}

async function addStay(personId: string, start: number, end: number, isLatest = true): Promise<void> {
	await own.owner.query(
		`with stay as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			values ($1, $2, $3, network_today() + $4::int, network_today() + $5::int)
			returning *
		)
		insert into departure (network_id, tenure_id, person_id, left_on, learned_from, is_latest)
		select network_id, tenure_id, person_id, ended_on, 'hr_file', $6
		from stay
		where ended_on is not null`,
		[hikari.network.networkId, personId, hikari.parentId, start, end, isLatest]
	);
}

/** So many days pass in which nothing runs: every day that is written is so much longer ago. */
async function pass(count: number): Promise<void> {
	await own.owner.query('set session_replication_role = replica');
	for (const [table, ...columns] of [
		['tenure', 'started_on', 'ended_on'],
		['departure', 'left_on'],
		['directory.person_row', 'started_on', 'left_on', 'next_end_on']
	])
		await own.owner.query(
			`update ${table} set ${columns.map((column) => `${column} = ${column} - $2::int`).join(', ')}
			where network_id = $1`,
			[hikari.network.networkId, count]
		);
	await own.owner.query('set session_replication_role = origin');
}

const listed = async (query: string) =>
	(await lookAtPeople(hikari.hashimoto, new URLSearchParams(query), '')).rows.map(({ id }) => id);
const stateOf = async (id: string) => {
	const { rows } = await lookAtPeople(hikari.hashimoto, new URLSearchParams('col=name&col=state'), '');
	return rows.find((row) => row.id === id)!.cells[1]!.text;
};

/** How many people are without a basis by the list and by the invitations, and how many left by the segments and figures. */
async function counted() {
	const { rows } = await inNetwork(hikari.hashimoto, (db) =>
		sql<{ left: number }>`select count(*)::int as left from (${leavers}) l`.execute(db)
	);
	return {
		listed: (await listed('state=no_basis')).length,
		toInvite: (await peopleWithoutBasis(hikari.hashimoto, everyone)).count,
		inSegment: (await buildSegment(hikari.hashimoto, new URLSearchParams())).people,
		left: rows[0]!.left
	};
}

test('who leaves later works here until the day has come, and then has left in all counts', async () => {
	const before = await counted();
	expect(before).toEqual({ listed: 1, toInvite: 1, inSegment: 3, left: 3 });
	const id = await addPerson({ end: 33 });
	expect(await counted()).toEqual(before);
	expect(await stateOf(id)).toBe('在職中（退職予定）');
	expect(await listed('state=employed')).toContain(id);

	await pass(32);
	await freshenAllRows(hikari.network);
	expect(await counted()).toEqual(before);

	await pass(5);
	await freshenAllRows(hikari.network);
	expect(await stateOf(id)).toBe('連絡の根拠なし');
	expect(await counted()).toEqual({ listed: 2, toInvite: 2, inSegment: 4, left: 4 });
	expect(await listed('state=employed')).not.toContain(id);
});

test('who left today has left, and who leaves tomorrow works here', async () => {
	const [left, works] = [await addPerson({ end: 0 }), await addPerson({ end: 1 })];
	expect(await listed('state=no_basis')).toContain(left);
	expect(await listed('state=employed')).toContain(works);
});

test('of two stays the one that goes on counts, whichever began first', async () => {
	const id = await addPerson({ start: -900, end: 20 });
	await addStay(id, -500, -300, false);
	expect(await listed('state=employed')).toContain(id);
	await pass(20);
	await freshenAllRows(hikari.network);
	expect(await listed('state=no_basis')).toContain(id);
});

test('a member whose last day has come is an alumnus from then on', async () => {
	const { mori, network } = hikari;
	await own.owner.query(`update tenure set ended_on = network_today() + 3 where person_id = $1`, [
		mori.personId
	]);
	const roles = async () => {
		const { rows } = await own.owner.query(`select roles from membership where person_id = $1`, [
			mori.personId
		]);
		return rows[0].roles as string[];
	};
	await freshenAllRows(network);
	expect(await roles()).toEqual(['employee']);
	expect(await stateOf(mori.personId)).toBe('在職中（退職予定）');
	await pass(3);
	await freshenAllRows(network);
	expect(await roles()).toEqual(['alumnus']);
	expect(await listed('state=member')).toContain(mori.personId);
});

test('who hides from the company is hidden from a member who leaves later, until the day has come', async () => {
	const { mori, nakamura, network } = hikari;
	await own.owner.query(
		`insert into hidden_from (network_id, person_id, kind, value) values ($1, $2, 'company', '株式会社ひかり製作所')`,
		[network.networkId, nakamura.personId]
	);
	await own.owner.query(`update tenure set ended_on = network_today() + 3 where person_id = $1`, [
		mori.personId
	]);
	const isUnseen = async () => {
		const { rows } = await own.owner.query(
			`select from directory.unseen_by where person_id = $1 and other_id = $2`,
			[nakamura.personId, mori.personId]
		);
		return rows.length > 0;
	};
	expect(await isUnseen()).toBe(true);
	await pass(3);
	await freshenAllRows(network);
	expect(await isUnseen()).toBe(false);
});
