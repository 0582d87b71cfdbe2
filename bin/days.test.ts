import { expect, test } from 'vitest';
import { tenDays } from './days.ts';

test.each(['2026-11-26T16:00:00Z', '2026-12-31T23:59:00Z', '2028-02-29T12:00:00Z', '2027-03-28T00:40:00Z'])(
	'ten days lie ahead of %s, each what its name says',
	(moment) => {
		const now = new Date(moment);
		const days = Object.fromEntries(tenDays(now, 1).map(({ name, at }) => [name, at]));
		expect(Object.keys(days)).toHaveLength(10);
		for (const at of Object.values(days)) expect(at > now).toBe(true);
		expect(days['a Monday']!.getUTCDay()).toBe(1);
		expect(days['a Sunday']!.getUTCDay()).toBe(0);
		expect(days['a leap day']!.toISOString().slice(5, 10)).toBe('02-29');
		expect(days['the clock change in Europe']!.getUTCDay()).toBe(0);
		expect(days['the clock change in Europe']!.getUTCMonth()).toBe(2);
	}
);
