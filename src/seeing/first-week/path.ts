import type { Launch } from '#gathering/launch/launch.ts';

/** What a new network has so far. */
export type Facts = {
	/** Who asks has a name, and not the beginning of their address, as the command line gives it. */
	isNamed: boolean;
	/** Mails can leave, and say to whom to reply. */
	isMailSet: boolean;
	people: number;
	executives: number;
	now: Launch;
	wanted: Launch;
};
export const steps = [
	'name',
	'mail',
	'people',
	'executive',
	'letter',
	'posts',
	'event',
	'hosts',
	'wave'
] as const;
export type Step = (typeof steps)[number];
/** One step of the path. `now` and `of` count where a step asks for several of something. */
export type PathStep = { step: Step; isDone: boolean; now?: number; of?: number };

/** The way of a new network from its founding to its first wave, in order. Each step is done once its thing is there. */
export function pathOf({ isNamed, isMailSet, people, executives, now, wanted }: Facts): PathStep[] {
	const counted = (step: Step, part: keyof Launch): PathStep => ({
		step,
		isDone: now[part] >= wanted[part],
		now: Math.min(now[part], wanted[part]),
		of: wanted[part]
	});
	return [
		{ step: 'name', isDone: isNamed },
		{ step: 'mail', isDone: isMailSet },
		{ step: 'people', isDone: people > 0 },
		{ step: 'executive', isDone: executives > 0 },
		{ step: 'letter', isDone: now.letters >= wanted.letters },
		counted('posts', 'posts'),
		{ step: 'event', isDone: now.events >= wanted.events },
		counted('hosts', 'hosts'),
		{ step: 'wave', isDone: false }
	];
}
