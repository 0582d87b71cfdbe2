import { expect, test } from 'vitest';
import { isReady, wantedFor } from './launch.ts';

test.each([
	[0, { letters: 1, posts: 1, events: 1, hosts: 1 }],
	[45, { letters: 1, posts: 2, events: 1, hosts: 3 }],
	[200, { letters: 1, posts: 3, events: 1, hosts: 10 }],
	[100_000, { letters: 1, posts: 3, events: 1, hosts: 10 }]
])('of %i people a network needs %j before it invites many', (reachable, wanted) => {
	expect(wantedFor(reachable)).toEqual(wanted);
	expect(isReady(wanted, wanted)).toBe(true);
	expect(isReady({ ...wanted, events: 0 }, wanted)).toBe(false);
});
