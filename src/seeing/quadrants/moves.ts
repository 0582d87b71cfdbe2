import { isDay } from '#platform/clock/day.ts';
import { quadrants, type Quadrant } from '#people/standings/standing.ts';

/** Since how many days ago movements between the quadrants are counted. */
export const moveDays = [30, 90, 180, 365] as const;
export type MoveDays = (typeof moveDays)[number];

/** Whoever was no member yet at the earlier of two moments. */
export const newcomer = 'new';
export type MoveFrom = Quadrant | typeof newcomer;
export const moveFroms: readonly MoveFrom[] = [...quadrants, newcomer];

/** What people have in common by whom movements are also counted. */
export const moveParts = ['all', 'company', 'department', 'reason', 'years'] as const;
export type MovePart = (typeof moveParts)[number];

/** Full years since people left, from which a group begins. */
export const yearGroups = [0, 1, 3, 5, 10] as const;

/** How many people moved from where to where. Undefined is not told. */
export type Move = { from: MoveFrom; to: Quadrant; people: number | undefined };

/** Two days of the network's calendar, the earlier first. */
export type Between = { since: string; until: string };

/**
 * Of whom movements are asked: of all, or of those who have something in common; up to now, or between two days that someone
 * chose.
 */
export type MovesAsked = { days: MoveDays; part: MovePart; key: string; between?: Between | undefined };

/**
 * The two days that someone asked for, in their order and none after today; without a later one it is today. Undefined where
 * no time lies between them.
 */
export function betweenDays(one: string, other: string, today: string): Between | undefined {
	if (!isDay(one) || (other !== '' && !isDay(other))) return undefined;
	const [since = '', until = ''] = [one, other || today].map((day) => (day > today ? today : day)).sort();
	return since < until ? { since, until } : undefined;
}
