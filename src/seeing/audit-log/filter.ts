import { z } from 'zod';
import { isDay } from '#platform/clock/day.ts';

const text = z.string().trim().max(100).catch('');
const day = z.string().refine(isDay).or(z.literal('')).catch('');

const schema = z.object({ what: text, who: text, whom: text, from: day, until: day });

/**
 * Which lines of the audit log are wanted: of a kind or a group of kinds, by parts of names, and between two days. What
 * is empty is not asked for.
 */
export type LogFilter = z.output<typeof schema>;

/** What an address asks for. What cannot be read is left out. */
export function filterOf(query: URLSearchParams): LogFilter {
	const asked = (name: keyof LogFilter) => query.get(name) ?? '';
	return schema.parse({
		what: asked('what'),
		who: asked('who'),
		whom: asked('whom'),
		from: asked('from'),
		until: asked('until')
	});
}

/** The same as a query, without what is not asked for. */
export function queryOf(filter: LogFilter): URLSearchParams {
	return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
}
