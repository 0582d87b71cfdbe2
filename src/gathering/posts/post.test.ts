import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixIn, readPoll } from './post.ts';

describe('the order of Home', () => {
	test('after three of people comes one of the company', () => {
		expect(mixIn([1, 2, 3, 4, 5, 6, 7], ['a', 'b', 'c'])).toEqual([1, 2, 3, 'a', 4, 5, 6, 'b', 7]);
		expect(mixIn([1, 2], ['a'])).toEqual([1, 2]);
		expect(mixIn([], ['a'])).toEqual([]);
	});

	test('the company never comes first, never twice in a row, and is never more than a quarter, wherever one stops reading', () => {
		fc.assert(
			fc.property(fc.nat(60), fc.nat(60), (people, company) => {
				const order = mixIn(
					Array.from({ length: people }, () => 'person'),
					Array.from({ length: company }, () => 'company')
				);
				expect(order.filter((one) => one === 'person')).toHaveLength(people);
				for (let read = 1; read <= order.length; read++)
					expect(
						order.slice(0, read).filter((one) => one === 'company').length * 4
					).toBeLessThanOrEqual(read);
			})
		);
	});

	test('a poll needs two different answers', () => {
		expect(readPoll(['はい', ' ', 'はい'])).toEqual([]);
		expect(readPoll(['はい', ' いいえ '])).toEqual(['はい', 'いいえ']);
	});
});
