import { expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Role } from '#access/policy/policy.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { scopes } from '../api/scope.ts';
import { bearerOf, makeToken, revokeToken, tokensAtDesk } from './tokens.server.ts';

const own = useOwnDatabase();

test('a token is in force until it is ended; the desk sees when it was used', async () => {
	const { hashimoto, network } = await foundHikari(own.owner, 'ended');
	const plain = await makeToken(hashimoto, { name: 'ATS', scopes: ['people.read'], expiresOn: null });
	expect((await bearerOf(network, plain))?.scopes).toEqual(['people.read']);
	const [token] = await tokensAtDesk(hashimoto);
	expect(token!.lastUsedAt).not.toBeNull();
	await revokeToken(hashimoto, token!.tokenId);
	expect(await bearerOf(network, plain)).toBeUndefined();
});

test('a token is in force on its last day, and not after it', async () => {
	const { hashimoto, network } = await foundHikari(own.owner, 'dated');
	const until = (expiresOn: string) =>
		makeToken(hashimoto, { name: 'dated', scopes: ['people.read'], expiresOn });
	const today = await inNetwork(network, networkToday);
	expect(await bearerOf(network, await until(today))).toBeDefined();
	expect(await bearerOf(network, await until('2020-01-01'))).toBeUndefined();
});

/** Gives someone other roles, and the actor that they then are. */
async function withRoles(actor: Actor, roles: Role[]): Promise<Actor> {
	await own.owner.query('update membership set roles = $2 where person_id = $1', [actor.personId, roles]);
	return { ...actor, roles };
}

test('nobody gives a token what they may not do themselves', async () => {
	const { hashimoto, mori, network } = await foundHikari(own.owner, 'granted');
	const admin = await withRoles(mori, ['employee', 'admin']);
	const wish = { name: 'x', expiresOn: null };
	for (const scope of ['confidential.read', 'people.read', 'applications.read', 'openings.write'] as const)
		await expect(makeToken(admin, { ...wish, scopes: ['figures.read', scope] })).rejects.toThrow(
			Forbidden
		);
	expect(await tokensAtDesk(admin)).toEqual([]);
	const plain = await makeToken(admin, { ...wish, scopes: ['figures.read', 'webhooks.write'] });
	expect((await bearerOf(network, plain))?.scopes).toEqual(['figures.read', 'webhooks.write']);
	expect(await makeToken(hashimoto, { ...wish, scopes: [...scopes] })).toMatch(/^okaeri_/);
});

test('a token reaches as far as its maker’s roles do, and dies with them and with the membership', async () => {
	const { hashimoto, ishikawa, network } = await foundHikari(own.owner, 'outlived');
	await withRoles(ishikawa, ['executive', 'steward', 'admin']);
	const plain = await makeToken(hashimoto, {
		name: 'x',
		scopes: ['confidential.read', 'figures.read'],
		expiresOn: null
	});
	await withRoles(hashimoto, ['employee', 'admin']);
	expect((await bearerOf(network, plain))?.scopes).toEqual(['figures.read']);
	await withRoles(hashimoto, ['employee', 'executive']);
	expect(await bearerOf(network, plain), 'executives may see figures, but make no tokens').toBeUndefined();
	await withRoles(hashimoto, ['employee', 'steward']);
	expect((await bearerOf(network, plain))?.scopes).toEqual(['confidential.read', 'figures.read']);
	await own.owner.query('delete from membership where person_id = $1', [hashimoto.personId]);
	expect(await bearerOf(network, plain)).toBeUndefined();
});
