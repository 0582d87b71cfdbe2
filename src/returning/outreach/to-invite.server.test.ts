import { expect, test } from 'vitest';
import { revisitReasons } from '#people/departures/departures.server.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { callersFor } from './callers.server.ts';

const own = useOwnDatabase();

test('where nobody has joined, the manager who works here is named, to be invited', async () => {
	const hikari = await foundHikari(own.owner);
	const { hashimoto, mori, nakamura } = hikari;
	await own.owner.query('delete from membership where network_id = $1 and person_id <> all ($2::uuid[])', [
		hikari.network.networkId,
		[nakamura.personId, hashimoto.personId]
	]);
	await own.owner.query(`update tenure set department = '' where person_id = $1`, [hashimoto.personId]);
	const named = async () => {
		const { callers, toInvite } = (await callersFor(hashimoto, nakamura.personId))!;
		expect(callers).toEqual([]);
		return toInvite.map(({ personId }) => personId);
	};
	expect(await named()).toEqual([mori.personId]);
	await revisitReasons(nakamura, ['management'], '', '2026-11-01');
	expect(await named()).toEqual([]);
	await own.owner.query('delete from departure_reason where network_id = $1', [hikari.network.networkId]);
	await own.owner.query(`update tenure set ended_on = '2026-01-31' where person_id = $1`, [mori.personId]);
	expect(await named()).toEqual([]);
});
