/**
 * How far leavers came, in the order of the funnel. Each counts people by the company that they left last; nobody has to
 * pass through one to reach the next, apart from being a leaver and, from `active` on, having joined.
 */
export const steps = [
	'leavers',
	'reachable',
	'invited',
	'joined',
	'active',
	'talked',
	'applied',
	'rehired'
] as const;
export type StepName = (typeof steps)[number];

/** What is also counted by the quarter in which it happened to someone for the first time. */
export const dated = ['left', 'invited', 'joined', 'talked', 'applied', 'rehired'] as const;
export type DatedName = (typeof dated)[number];
/** The board on which a dated step is counted by quarter. */
export const datedBoard = (name: DatedName) => `${name}_in` as const;
/** The row of a dated board that holds what happened before the quarters that are told one by one. */
export const earlier = 'earlier';
/** So many quarters are told one by one, the present one among them: two years and the one before. */
export const quartersTold = 9;

/** Between which two things the days are counted whose median is told. */
export const spans = [
	'left_joined',
	'invited_joined',
	'joined_talked',
	'talked_applied',
	'applied_returned',
	'left_returned'
] as const;
export type SpanName = (typeof spans)[number];

/** By which of four rules a rehire is attributed: three over what happened (seeing/attribution), and what the person says. */
export const wayRules = ['first', 'last', 'assisted', 'said'] as const;
export type WayRule = (typeof wayRules)[number];
/** Through what people came back: the network, a talk, someone who called them, an opening, other reasons, or nothing known. */
export const ways = ['network', 'talk', 'outreach', 'opening', 'other', 'not_known'] as const;
export type Way = (typeof ways)[number];

/** How often the network and someone were in touch in the last 90 days: not at all, once or twice, or more often. */
export const contacts = ['none', 'some', 'often'] as const;
export type ContactName = (typeof contacts)[number];
export const contactDays = 90;
/** From so many touchpoints on it is often. */
export const oftenFrom = 3;
/** Whether someone wishes to return, by their quadrant. */
export const wishes = ['yes', 'no', 'unknown'] as const;
export type Wish = (typeof wishes)[number];

/** After how many months it is counted who is still there. */
export const stays = [12, 24] as const;
export const stayed = ['stayed', 'gone'] as const;
