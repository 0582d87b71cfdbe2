import { beforeAll, expect, test } from 'vitest';
import { TooMany } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { hashPassword } from './accounts.server.ts';
import { slowSeconds, tryPassword } from './password-tries.server.ts';

const own = useOwnDatabase();
const right = '長い合言葉を一つ決める';
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	for (const { accountId } of [hikari.mori, hikari.nakamura, hikari.igarashi])
		await own.owner.query(
			`insert into auth.credential (user_id, account_id, provider_id, password)
			values ($1, $2, 'credential', $3)`,
			[accountId, accountId, await hashPassword(right)]
		);
});

const enter = (name: string, password: string, address: string) =>
	tryPassword(hikari.network, { email: `${name}@hikari.example.jp`, password, address }, new Headers());

test('a stranger who guesses is shut out, and the person is not', async () => {
	for (let at = 0; at < 6; at++) expect(await enter('mori', 'wrong', '203.0.113.1')).toBeUndefined();
	await expect(enter('mori', 'wrong', '203.0.113.1')).rejects.toThrow(TooMany);
	await expect(enter('mori', right, '203.0.113.1')).rejects.toThrow(TooMany);
	expect(await enter('mori', right, '198.51.100.1')).toBeDefined();
});

test('right passwords do not count, however often', async () => {
	for (let at = 0; at < 8; at++) expect(await enter('nakamura', right, '198.51.100.2')).toBeDefined();
});

test('an account that is tried from everywhere is slow, and still opens to its owner', async () => {
	await own.owner.query('insert into auth.attempt (key, points, expire) values ($1, 60, $2)', [
		`password.account:${hikari.network.networkId} igarashi@hikari.example.jp`,
		Date.now() + 60_000
	]);
	const began = performance.now();
	expect(await enter('igarashi', right, '198.51.100.3')).toBeDefined();
	expect(performance.now() - began).toBeGreaterThan(slowSeconds * 1000 - 50);
});

test('one address cannot try many accounts', async () => {
	const tries = await Promise.allSettled(
		Array.from({ length: 40 }, (_, at) => enter(`nobody-${at}`, 'wrong', '203.0.113.9'))
	);
	expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(30);
});
