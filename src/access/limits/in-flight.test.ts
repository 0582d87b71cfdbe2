import { expect, test } from 'vitest';
import { makeGate } from './in-flight.ts';

test('so many of one key at once, so many wait, and the next is refused', async () => {
	const gate = makeGate({ atOnce: 2, waiting: 1 });
	const first = await gate.enter('a');
	expect(first).toBeDefined();
	expect(await gate.enter('a')).toBeDefined();
	const third = gate.enter('a');
	expect(await gate.enter('a')).toBeUndefined();
	expect(await gate.enter('b'), 'others do not wait').toBeDefined();
	first!();
	first!();
	expect(await third, 'the first made room for one').toBeDefined();
	const fourth = gate.enter('a');
	expect(await gate.enter('a')).toBeUndefined();
	(await third)!();
	expect(await fourth).toBeDefined();
});
