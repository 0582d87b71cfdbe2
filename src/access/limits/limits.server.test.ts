import { expect, test, vi } from 'vitest';
import { log } from '#platform/log/log.server.ts';
import { Invalid, NotFound, TooMany } from '#platform/http/failures.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { countMiss, countTry } from './limits.server.ts';

useOwnDatabase();

test('what can be guessed can be tried a few times only, each key by itself', async () => {
	for (let at = 0; at < 6; at++) await countTry('password.pair', 'a@example.jp');
	const refused = await countTry('password.pair', 'a@example.jp').then(
		() => undefined,
		(failure: unknown) => failure
	);
	expect(refused).toBeInstanceOf(TooMany);
	expect((refused as TooMany).seconds).toBeGreaterThan(800);
	await countTry('password.pair', 'b@example.jp');
});

test('that a limit is reached is in the log, once and without whose it is', async () => {
	const warned = vi.spyOn(log, 'warn');
	const tries = Array.from({ length: 12 }, () => countTry('password.pair', 'secret@example.jp'));
	await Promise.allSettled(tries);
	expect(warned.mock.calls).toEqual([[{ limit: 'password.pair' }, 'A limit was reached']]);
	warned.mockRestore();
});

test('twenty tries at once count as twenty', async () => {
	const tries = await Promise.allSettled(
		Array.from({ length: 20 }, () => countTry('password.pair', 'c@example.jp'))
	);
	expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(6);
});

test('what is found is not counted, however often; what misses is', async () => {
	const visit = (work: () => Promise<string>) => countMiss('token.address', '203.0.113.1', work);
	for (let at = 0; at < 70; at++) expect(await visit(async () => 'there')).toBe('there');
	for (let at = 0; at < 10; at++)
		await expect(visit(() => Promise.reject(new Invalid('required', 'say')))).rejects.toThrow('required');
	const miss = () => visit(() => Promise.reject(new NotFound('No such link')));
	for (let at = 0; at < 60; at++) await expect(miss()).rejects.toThrow(NotFound);
	await expect(miss()).rejects.toThrow(TooMany);
	await expect(visit(async () => 'there')).rejects.toThrow(TooMany);
	expect(await countMiss('token.address', '203.0.113.2', async () => 'there')).toBe('there');
});
