import * as m from '#locales/messages.ts';

export const statuses = [
	'received',
	'in_contact',
	'interviewing',
	'offered',
	'hired',
	'refused',
	'withdrawn'
] as const;
export type Status = (typeof statuses)[number];

/** Does it still run? */
export const isRunning = (status: Status) =>
	status !== 'hired' && status !== 'refused' && status !== 'withdrawn';

/** Where an application can go from where it is, by the desk or by the system it was handed to. Only the applicant withdraws, and what has ended stays ended. */
export function nextOf(status: Status): Status[] {
	if (!isRunning(status)) return [];
	const ahead = (['in_contact', 'interviewing', 'offered', 'hired'] as const).filter(
		(one) => statuses.indexOf(one) > statuses.indexOf(status)
	);
	return [...ahead, 'refused'];
}

/** What the applicant and the desk call it. */
export const statusName: Record<Status, () => string> = {
	received: m.status_received,
	in_contact: m.status_in_contact,
	interviewing: m.status_interviewing,
	offered: m.status_offered,
	hired: m.status_hired,
	refused: m.status_refused,
	withdrawn: m.status_withdrawn
};

/** What the applicant is told when nothing else was written. */
export const kindWords: Record<Exclude<Status, 'withdrawn'>, (said: { name: string }) => string> = {
	received: m.kind_received,
	in_contact: m.kind_in_contact,
	interviewing: m.kind_interviewing,
	offered: m.kind_offered,
	hired: m.kind_hired,
	refused: m.kind_refused
};

export const refusals = ['this_role', 'timing', 'filled', 'closed'] as const;
export type Refusal = (typeof refusals)[number];
/** Ways to say no that keep the door open, to be made one's own. */
export const refusalName: Record<Refusal, () => string> = {
	this_role: m.refusal_this_role,
	timing: m.refusal_timing,
	filled: m.refusal_filled,
	closed: m.refusal_closed
};
export const refusalWords: Record<Refusal, (said: { name: string }) => string> = {
	this_role: m.refusal_words_this_role,
	timing: m.refusal_words_timing,
	filled: m.refusal_words_filled,
	closed: m.refusal_words_closed
};
