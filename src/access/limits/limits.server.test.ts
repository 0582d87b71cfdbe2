import { expect, test } from 'vitest';
import { TooMany } from '#platform/http/failures.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { countTry } from './limits.server.ts';

useOwnDatabase();

test('what can be guessed can be tried a few times only, each key by itself', async () => {
	for (let at = 0; at < 6; at++) await countTry('password.account', 'a@example.jp');
	const refused = await countTry('password.account', 'a@example.jp').then(
		() => undefined,
		(failure: unknown) => failure
	);
	expect(refused).toBeInstanceOf(TooMany);
	expect((refused as TooMany).seconds).toBeGreaterThan(800);
	await countTry('password.account', 'b@example.jp');
});

test('twenty tries at once count as twenty', async () => {
	const tries = await Promise.allSettled(
		Array.from({ length: 20 }, () => countTry('password.account', 'c@example.jp'))
	);
	expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(6);
});
