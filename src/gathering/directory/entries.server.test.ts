import { beforeAll, expect, test } from 'vitest';
import { generateNetwork } from '#test/fixtures/generated-network.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let members: string[];

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	({ members } = await generateNetwork(own.owner, hikari, 60));
	await own.owner.query(
		`insert into profile (network_id, person_id, place, skills, offers, place_for, skills_for, career_for, is_listed)
		select $1, id, '大阪', '{英語,"Data Ⅱ"}', '{talk,mentoring}',
			(array['everyone', 'alumni', 'nobody', 'desk', 'teams'])[1 + n % 5],
			(array['alumni', 'nobody', 'everyone'])[1 + n % 3],
			(array['everyone', 'alumni', 'desk', 'nobody'])[1 + n % 4],
			n % 7 <> 0
		from unnest($2::uuid[]) with ordinality as m (id, n)
		on conflict do nothing`,
		[hikari.network.networkId, members]
	);
	await own.owner.query(
		`update person
		set family_kana = 'オオノ', given_kana = 'ユウ', present_company = '㈱みらい・物流', headline = '設計'
		where network_id = $1 and person_id = any ($2)`,
		[hikari.network.networkId, members.slice(0, 20)]
	);
});

/** Everything that the directory keeps of the network, in an order of its own. */
async function kept() {
	const { rows } = await own.owner.query<{ entries: string[]; beginnings: string[] }>(
		`select
			array(select e::text from directory.entry e where e.network_id = $1 order by e.person_id) as entries,
			array(select b::text from directory.beginning b where b.network_id = $1 order by b::text) as beginnings`,
		[hikari.network.networkId]
	);
	return rows[0]!;
}

const forget = () =>
	own.owner.query(
		`delete from directory.entry; delete from directory.beginning; delete from directory.unseen_by`
	);
const writeTogether = (people: readonly string[]) =>
	own.owner.query('select directory.refresh_many($1, $2)', [hikari.network.networkId, people]);

test('entries that are written together are those that follow each change, and those written one by one', async () => {
	const followed = await kept();
	expect(followed.entries.length).toBeGreaterThan(30);
	await forget();
	await writeTogether([...members, ...members, crypto.randomUUID()]);
	expect((await kept()).entries).toEqual(
		followed.entries.filter((entry) => members.some((id) => entry.includes(id)))
	);
	await forget();
	for (const id of members)
		await own.owner.query('select directory.refresh($1, $2)', [hikari.network.networkId, id]);
	const alone = await kept();
	await forget();
	await writeTogether(members);
	expect(await kept()).toEqual(alone);
	expect(alone.beginnings.length).toBeGreaterThan(10 * alone.entries.length);
});

test('who is written again leaves no word of before, and who is not listed any more no entry', async () => {
	await writeTogether(members);
	await own.owner.query(`set session_replication_role = replica`); // so that nothing follows by itself
	await own.owner.query(
		`update person
		set given_name = '改' || given_name
		where person_id = any ($1)`,
		[members.slice(0, 10)]
	);
	await own.owner.query(`update profile set is_listed = false where person_id = any ($1)`, [
		members.slice(10, 20)
	]);
	await own.owner.query(`set session_replication_role = origin`);
	await writeTogether(members);
	const changed = await kept();
	await forget();
	await writeTogether(members);
	expect(await kept()).toEqual(changed);
	expect(changed.entries.filter((entry) => entry.includes('改')).length).toBeGreaterThan(0);
	for (const id of members.slice(10, 20))
		expect([...changed.entries, ...changed.beginnings].filter((row) => row.includes(id))).toEqual([]);
});
