import { beforeAll, expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { findToJump } from './jump.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	other = await foundHikari(own.owner, 'other');
	for (const { network, hashimoto } of [hikari, other])
		for (const [title, group] of [
			['秋の同窓会', false],
			['秘密の集まり 秋', true]
		] as const)
			await own.owner.query(
				`with made as (
					insert into "group" (network_id, name, kind, made_by)
					select $1, 'x' || random(), 'closed', $2 where $4
					returning group_id
				)
				insert into event (
					network_id, host_id, title, kind, starts_at, ends_at, time_zone, group_id
				)
				select $1, $2, $3, 'online', now(), now() + interval '1 hour', 'Asia/Tokyo',
					(select group_id from made)`,
				[network.networkId, hashimoto.personId, title, group]
			);
});

test('people and things of this network are found, but nothing of its groups', async () => {
	const { people } = await findToJump(hikari.hashimoto, '中村');
	expect(people.map(({ familyName }) => familyName)).toContain('中村');
	const { things } = await findToJump(hikari.hashimoto, '秋');
	expect(things.map(({ kind, title }) => [kind, title])).toEqual([['event', '秋の同窓会']]);
	expect(await findToJump(hikari.hashimoto, '%')).toEqual({ people: [], things: [] });
	expect(await findToJump(hikari.hashimoto, '\u200b')).toEqual({ people: [], things: [] });
});

test('nobody but the desk looks', async () => {
	for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		await expect(findToJump(actor, '中村')).rejects.toThrow(Forbidden);
});
