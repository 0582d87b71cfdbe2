import { expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { waitingToday } from '#seeing/today/today.server.ts';
import { someone, useScim } from '#test/fixtures/scim.ts';
import { scimTroubles } from './trouble.server.ts';

const scim = useScim();

test('what an identity provider did not get waits at the desk, by its kind and without names', async () => {
	await scim.add('bob');
	await scim.ask('GET', '/Users/00000000-0000-0000-0000-000000000000');
	await scim.ask('GET', '/Users?filter=wrong');
	await scim.ask('GET', '/Users', { token: null });
	const { hashimoto, nakamura } = scim.hikari;
	expect(await scimTroubles(hashimoto), 'nothing was wanted in vain').toEqual([]);

	for (const _ of [1, 2]) await scim.ask('POST', '/Users', { body: someone('bob') });
	await scim.ask('GET', '/Users', { token: 'okaeri_expired' });
	await scim.ask('GET', '/Users', { token: scim.tokens.noScope });
	const troubles = await scimTroubles(hashimoto);
	expect(troubles.map(({ method, status, why, times }) => [method, status, why, times])).toEqual([
		['GET', 403, '', 1],
		['GET', 401, '', 1],
		['POST', 409, 'uniqueness', 2]
	]);
	expect(JSON.stringify(troubles)).not.toContain('bob');
	expect((await waitingToday(hashimoto)).scimTroubles).toBe(3);
	expect((await waitingToday(scim.kaede.hashimoto)).scimTroubles, 'in another network').toBe(0);
	await expect(scimTroubles(nakamura)).rejects.toThrow(Forbidden);
	await scim.rows(`update scim_trouble set day = network_today() - 31`);
	await scim.ask('GET', '/Users', { token: 'okaeri_expired' });
	expect(await scimTroubles(hashimoto)).toHaveLength(1);
});

test('a send-off waits while its last day is near and nobody talked or wrote', async () => {
	const { hashimoto, mori, network } = scim.hikari;
	const begin = (days: number, talked: boolean) =>
		scim.rows(
			`insert into send_off (
				network_id, person_id, tenure_id, last_on, begun_by, begun_through, talked_on, link_sent_at
			)
			select network_id, person_id, tenure_id, network_today() + $2::int, person_id, 'desk',
				case when $3 then network_today() end, case when $3 then now() end
			from tenure
			where network_id = $1 and person_id = $4`,
			[network.networkId, days, talked, mori.personId]
		);
	const waiting = async () => (await waitingToday(hashimoto)).sendOffs;
	for (const [days, talked, count] of [
		[10, false, 1],
		[10, true, 0],
		[30, false, 0]
	] as const) {
		await begin(days, talked);
		expect(await waiting()).toBe(count);
		await scim.rows('delete from send_off where network_id = $1', [network.networkId]);
	}
});
