/** For how many days something is kept: what the product says, and within which bounds a network sets it. */
type Bounds = { days: number; least: number; most: number };

/**
 * Everything that is deleted by itself, by kind, in the order of the page. Where `least` is `most`, the time belongs to how
 * the product works (how long something can be undone) and is not for a network to set. Each has its reason in `words.ts`.
 */
export const keepBounds = {
	application: { days: 365, least: 90, most: 1825 },
	talk_words: { days: 90, least: 7, most: 730 },
	touchpoint: { days: 1095, least: 365, most: 3650 },
	report: { days: 1095, least: 180, most: 3650 },
	concern: { days: 1825, least: 365, most: 3650 },
	notification: { days: 180, least: 30, most: 1095 },
	draft: { days: 180, least: 30, most: 730 },
	mail_body: { days: 30, least: 1, most: 365 },
	mail: { days: 730, least: 365, most: 3650 },
	bounce: { days: 730, least: 180, most: 3650 },
	address_proof: { days: 90, least: 30, most: 365 },
	import_open: { days: 14, least: 1, most: 90 },
	import_rows: { days: 90, least: 7, most: 730 },
	webhook: { days: 30, least: 1, most: 365 },
	session: { days: 7, least: 1, most: 90 },
	import_trace: { days: 1, least: 1, most: 1 },
	merge_step: { days: 30, least: 30, most: 30 },
	upload: { days: 2, least: 2, most: 2 },
	api_answer: { days: 2, least: 2, most: 2 },
	push: { days: 2, least: 2, most: 2 },
	own_data: { days: 7, least: 7, most: 7 }
} as const satisfies Record<string, Bounds>;

/** How long something waits before it is done, which a network sets beside what it keeps. */
const waitBounds = {
	erasure_grace: { days: 14, least: 0, most: 60 }
} as const satisfies Record<string, Bounds>;

export type KeepKind = keyof typeof keepBounds;
export type WaitKind = keyof typeof waitBounds;
export type Days = Record<KeepKind | WaitKind, number>;

export const keepKinds = Object.keys(keepBounds) as KeepKind[];
const isFixed = (kind: KeepKind) => keepBounds[kind].least === keepBounds[kind].most;
export const settableKinds = keepKinds.filter((kind) => !isFixed(kind));
export const fixedKinds = keepKinds.filter(isFixed);

/** All that a network may set. */
export const settable: [KeepKind | WaitKind, Bounds][] = [
	...settableKinds.map((kind): [KeepKind, Bounds] => [kind, keepBounds[kind]]),
	['erasure_grace', waitBounds.erasure_grace]
];

/** What the product says where a network says nothing. */
export const usualDays = Object.fromEntries(
	[...Object.entries(keepBounds), ...Object.entries(waitBounds)].map(([kind, { days }]) => [kind, days])
) as Days;
