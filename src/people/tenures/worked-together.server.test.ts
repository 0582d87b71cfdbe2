import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { workedTogether } from './worked-together.server.ts';

const own = useOwnDatabase();

type Stay = [from: string, until: string | null, department: string, manager?: 'mori' | 'hashimoto'];

/** People of another company, one of each way to have worked with the first or not. */
const stays: Record<string, Stay> = {
	一: ['2015-04-01', '2018-03-31', '開発部', 'mori'],
	同: ['2018-03-31', null, '開発部'],
	後: ['2018-04-01', null, '開発部'],
	他: ['2016-04-01', '2017-03-31', '営業部', 'hashimoto'],
	下: ['2016-04-01', '2017-03-31', '営業部', 'mori'],
	無: ['2016-04-01', '2017-03-31', ''],
	空: ['2016-04-01', '2017-03-31', '']
};

async function insertStays({ hashimoto, mori, digitalId }: Hikari): Promise<void> {
	for (const [name, [from, until, department, manager]] of Object.entries(stays)) {
		const managerId = manager ? { hashimoto, mori }[manager].personId : null;
		await own.owner.query(
			`with someone as (
				insert into person (network_id, person_id, family_name, given_name, family_kana, given_kana)
				values ($1, gen_random_uuid(), $2, '', '', '')
				returning person_id
			)
			insert into tenure (network_id, person_id, company_id, started_on, ended_on, department, manager_id)
			select $1, person_id, $3, $4, $5, $6, $7
			from someone`,
			[hashimoto.networkId, name, digitalId, from, until, department, managerId]
		);
	}
}

type Pair = { one: string; other: string; isTogether: boolean; isTogetherByFunction: boolean };

test('the rule inside a statement and the function of the database say the same of everyone', async () => {
	const hikari = await foundHikari(own.owner, 'together');
	await insertStays(hikari);
	const pairs = await readNetwork(hikari.hashimoto, async (db) => {
		const { rows } = await sql<Pair>`
			select one.family_name as one, other.family_name as other,
				${workedTogether(sql`one.person_id`, sql`other.person_id`)} as is_together,
				worked_together(one.person_id, other.person_id) as is_together_by_function
			from person one
			cross join person other
		`.execute(db);
		return rows;
	});
	expect(pairs.filter((pair) => pair.isTogether !== pair.isTogetherByFunction)).toEqual([]);
	const withFirst = pairs.filter(
		({ one, other, isTogether }) => one === '一' && isTogether && other !== one
	);
	expect(withFirst.map(({ other }) => other).sort()).toEqual(['同', '下'].sort());
});
