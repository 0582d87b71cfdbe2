import { expect, test } from 'vitest';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
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
