import type { Quadrant } from '#people/standings/standing.ts';
import { yearGroups, type MovePart } from './moves.ts';

type Asked = readonly (readonly [string, string])[];

/** Where the desk sees who is in a quadrant: its list of people, asked for it. */
export function peopleOf(quadrant: Quadrant, companyId: string | undefined): string {
	return address(quadrant, companyId ? [['company', companyId]] : []);
}

/**
 * Where the desk sees who is in a quadrant now, of those who have something in common. Undefined where the list may not be
 * asked for it: reasons are no filter of it.
 */
export function peopleAmong(quadrant: Quadrant, part: MovePart, key: string): string | undefined {
	if (part === 'reason') return undefined;
	return address(quadrant, askedFor(part, key));
}

function askedFor(part: Exclude<MovePart, 'reason'>, key: string): Asked {
	if (part === 'all') return [];
	if (part !== 'years') return [[part, key]];
	const next = yearGroups.find((from) => from > Number(key));
	return [['agoFrom', key], ...(next === undefined ? [] : [['agoTo', String(next - 1)] as const])];
}

function address(quadrant: Quadrant, asked: Asked): string {
	const columns = ['name', 'department', 'left', 'quadrant', 'said'].map(
		(column) => ['col', column] as const
	);
	const query = [['quadrant', quadrant] as const, ...asked, ...columns].map(([key, value]) => [key, value]);
	return `/desk/people?${new URLSearchParams(query)}`;
}
