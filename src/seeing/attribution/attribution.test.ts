import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attribute, type Lead } from './attribution.ts';

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const returned = at('2026-11-01');
const leads: Lead[] = [
	{ touchpointId: 'talk', happenedAt: at('2026-09-01') },
	{ touchpointId: 'read', happenedAt: at('2026-06-03') }
];

describe('what a rehire is attributed to', () => {
	test('the first and the last touchpoint, whatever order they come in', () => {
		const shares = attribute(leads, returned);
		expect(shares.find((one) => one.rule === 'first')?.touchpointId).toBe('read');
		expect(shares.find((one) => one.rule === 'last')?.touchpointId).toBe('talk');
	});

	test('assisted: 90 days nearer counts twice as much', () => {
		const assisted = attribute(leads, returned).filter((one) => one.rule === 'assisted');
		expect(assisted.map((one) => one.share)).toEqual([0.33333, 0.66667]);
	});

	test('nothing that happened after the return counts', () => {
		expect(attribute([{ touchpointId: 'late', happenedAt: at('2026-12-01') }], returned)).toEqual([]);
	});

	test('the shares of each rule add up to 1, never more', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 300 }),
				(days) => {
					const shares = attribute(
						days.map((day, index) => ({
							touchpointId: String(index),
							happenedAt: new Date(returned.getTime() - day * 86_400_000)
						})),
						returned
					);
					for (const rule of ['first', 'last', 'assisted']) {
						const sum = shares
							.filter((one) => one.rule === rule)
							.reduce((total, one) => total + Math.round(one.share * 100_000), 0);
						expect(sum).toBe(100_000);
					}
				}
			)
		);
	});
});
