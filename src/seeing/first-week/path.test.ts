import { expect, test } from 'vitest';
import { pathOf, steps, type Facts } from './path.ts';

const nothing: Facts = {
	isNamed: false,
	isMailSet: false,
	people: 0,
	executives: 0,
	now: { letters: 0, posts: 0, events: 0, hosts: 0 },
	wanted: { letters: 1, posts: 2, events: 1, hosts: 3 }
};
const done = (facts: Partial<Facts>) =>
	pathOf({ ...nothing, ...facts })
		.filter((one) => one.isDone)
		.map(({ step }) => step);

test('a new network has the whole path before it, in order', () => {
	expect(pathOf(nothing).map(({ step }) => step)).toEqual(steps);
	expect(done({})).toEqual([]);
});

test('each step is done when its thing is there', () => {
	expect(done({ isNamed: true })).toEqual(['name']);
	expect(done({ isMailSet: true })).toEqual(['mail']);
	expect(done({ people: 1 })).toEqual(['people']);
	expect(done({ executives: 1 })).toEqual(['executive']);
	const now = { letters: 1, posts: 1, events: 2, hosts: 9 };
	expect(done({ now })).toEqual(['letter', 'event', 'hosts']);
	expect(pathOf({ ...nothing, now }).find(({ step }) => step === 'hosts')).toMatchObject({
		now: 3,
		of: 3
	});
});
