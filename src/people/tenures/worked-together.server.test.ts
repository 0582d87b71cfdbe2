import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { addTenure } from './changing.server.ts';
import { workedTogether } from './worked-together.server.ts';

const own = useOwnDatabase();

test('the rule inside a statement and the function of the database say the same of everyone', async () => {
	const hikari = await foundHikari(own.owner, 'together');
	const wish = {
		companyId: hikari.digitalId,
		kind: '',
		title: '',
		employment: '正社員',
		manager: ''
	} as const;
	const stays = [
		[hikari.watanabeId, { startedOn: '2021-04-01', endedOn: '2022-03-31', department: '開発部' }],
		[hikari.hashimoto.personId, { startedOn: '2022-03-31', endedOn: '2023-03-31', department: '開発部' }],
		[hikari.mori.personId, { startedOn: '2022-04-01', endedOn: '2022-09-30', department: '' }]
	] as const;
	for (const [personId, stay] of stays) await addTenure(hikari.hashimoto, personId, { ...wish, ...stay });

	type Pair = { isTogether: boolean; isTogetherByFunction: boolean };
	const pairs = await readNetwork(hikari.hashimoto, async (db) => {
		const { rows } = await sql<Pair>`
			select ${workedTogether(sql`one.person_id`, sql`other.person_id`)} as is_together,
				worked_together(one.person_id, other.person_id) as is_together_by_function
			from person one
			cross join person other
		`.execute(db);
		return rows;
	});
	expect(pairs.filter((pair) => pair.isTogether !== pair.isTogetherByFunction)).toEqual([]);
	expect(new Set(pairs.map((pair) => pair.isTogether))).toEqual(new Set([true, false]));
});
