import { expect, test } from 'vitest';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { alone } from './backup-nights.ts';

const own = useOwnDatabase();

test('of two machines one makes the nightly backup; when it is over, the other may', async () => {
	const begun = Promise.withResolvers<void>();
	const over = Promise.withResolvers<void>();
	const first = alone(own.url, () => {
		begun.resolve();
		return over.promise;
	});
	await begun.promise;
	let hasWorked = false;
	const second = () => alone(own.url, async () => void (hasWorked = true));
	expect(await second()).toBe(false);
	expect(hasWorked).toBe(false);
	over.resolve();
	expect(await first).toBe(true);
	expect(await second()).toBe(true);
});

test('a machine that fails lets the next one', async () => {
	await expect(alone(own.url, () => Promise.reject(new Error('No room')))).rejects.toThrow('No room');
	expect(await alone(own.url, async () => undefined)).toBe(true);
});
