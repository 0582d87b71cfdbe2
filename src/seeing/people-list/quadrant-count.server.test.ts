import { beforeAll, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { lookAtPeople } from './looking.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const counted = async (query: string) => {
	const { rows, total } = await lookAtPeople(hikari.hashimoto, new URLSearchParams(query), '');
	return [rows.length, total];
};

test('the list counts those who stand somewhere as it shows them, without who was removed', async () => {
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query<{ id: string }>(
		`insert into person (network_id, family_name, given_name)
		select $1, '去田', n::text
		from generate_series(1, 3) n
		returning person_id as id`,
		[networkId]
	);
	const ids = rows.map(({ id }) => id);
	await own.owner.query(
		`insert into standing (network_id, person_id, can_return, wants_to_return, said_by)
		select $1, unnest($2::uuid[]), 'yes', 'no', 'person'`,
		[networkId, ids]
	);
	expect(await counted('quadrant=hesitant')).toEqual([3, 3]);
	expect(await counted('quadrant=hesitant&q=去田')).toEqual([3, 3]);
	await own.owner.query('update person set removed_at = now() where person_id = $1', [ids[0]]);
	expect(await counted('quadrant=hesitant')).toEqual([2, 2]);
	expect(await counted('quadrant=hesitant&quadrant=unknown')).toEqual([4, 4]);
	expect(await counted('quadrant=hesitant&joinedFrom=2020-01-01')).toEqual([0, 0]);
});
