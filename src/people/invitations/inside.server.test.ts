import { expect, test } from 'vitest';
import { block } from '#people/blocks/blocks.server.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { whoIsInside } from './inside.server.ts';

const own = useOwnDatabase();

test('an invitation shows who is inside only as far as each of them lets everyone see', async () => {
	const { nakamura, igarashi, network, watanabeId } = await foundHikari(own.owner);
	const names = async () =>
		(await whoIsInside(network, watanabeId, 'ja')).people.map((person) => person.familyName).sort();
	const change = (text: string, ...values: string[]) => own.owner.query(text, values);
	expect(await whoIsInside(network, watanabeId, 'ja')).toMatchObject({
		company: '株式会社ひかり製作所',
		count: null
	});
	expect(await names()).toEqual(['中村', '五十嵐']);
	await change(
		`insert into profile (network_id, person_id, career_for) values ($1, $2, 'alumni'), ($1, $3, 'everyone')`,
		network.networkId,
		nakamura.personId,
		igarashi.personId
	);
	expect(await names(), 'who shows it to alumni only').toEqual(['五十嵐']);
	await change(
		`update profile set career_for = 'everyone', is_listed = person_id <> $1`,
		igarashi.personId
	);
	expect(await names(), 'who is not listed').toEqual(['中村']);
	await change(`update profile set is_listed = true`);
	await block(igarashi, watanabeId);
	expect(await names(), 'who has blocked them').toEqual(['中村']);
	await change(`update tenure set manager_id = $1 where person_id = $2`, nakamura.personId, watanabeId);
	expect(await names(), 'who led them').toEqual([]);
});
