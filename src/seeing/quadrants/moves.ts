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

/** Of whom movements are asked: of all, or of those who have something in common. */
export type MovesAsked = { days: MoveDays; part: MovePart; key: string };
