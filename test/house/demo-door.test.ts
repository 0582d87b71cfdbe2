import { beforeAll, expect, test } from 'vitest';
import { enterAsGuest, guestsOf } from '#access/accounts/demo.server.ts';
import { networkAt } from '#access/actor/actor.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let real: Hikari;
beforeAll(async () => {
	real = await foundHikari(own.owner);
});

test('a real network has no guests and lets nobody in as one', async () => {
	expect(await guestsOf(real.network)).toEqual([]);
	await expect(enterAsGuest(real.network, 'steward', new Headers())).rejects.toThrow(NotFound);
});

test('a real network can neither be given guests nor be made a demo', async () => {
	await expect(
		own.owner.query(`insert into demo_guest (network_id, part, person_id) values ($1, 'steward', $2)`, [
			real.network.networkId,
			real.hashimoto.personId
		])
	).rejects.toThrow('only a demo network has guests');
	await expect(
		own.owner.query('update network set is_demo = true where network_id = $1', [real.network.networkId])
	).rejects.toThrow('demo or real');
	expect((await networkAt('anything.example'))?.isDemo).toBe(false);
});

test('a request that claims a demo is not believed: the database is asked', async () => {
	await expect(enterAsGuest({ ...real.network, isDemo: true }, 'steward', new Headers())).rejects.toThrow(
		NotFound
	);
});
