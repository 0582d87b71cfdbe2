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

/** Whether an application is still open. */
export const isRunning = (status: Status) =>
	status !== 'hired' && status !== 'refused' && status !== 'withdrawn';

/**
 * The statuses to which the desk, or the system an application was handed to, can move it. Only the applicant
 * withdraws it, and an application that has ended stays ended.
 */
export function nextOf(status: Status): Status[] {
	if (!isRunning(status)) return [];
	const ahead = (['in_contact', 'interviewing', 'offered', 'hired'] as const).filter(
		(one) => statuses.indexOf(one) > statuses.indexOf(status)
	);
	return [...ahead, 'refused'];
}

/**
 * The statuses to which the desk can take an application back, with a reason. One that the applicant withdrew stays
 * withdrawn.
 */
export function earlierOf(status: Status): Status[] {
	if (status === 'withdrawn') return [];
	return (['received', 'in_contact', 'interviewing', 'offered'] as const).filter(
		(one) => statuses.indexOf(one) < statuses.indexOf(status)
	);
}

/** The name of each status, for the applicant and the desk alike. */
export const statusName: Record<Status, () => string> = {
	received: m.status_received,
	in_contact: m.status_in_contact,
	interviewing: m.status_interviewing,
	offered: m.status_offered,
	hired: m.status_hired,
	refused: m.status_refused,
	withdrawn: m.status_withdrawn
};

/** How the tag of a status looks: one that nobody has answered calls, one that is under way is good. */
export const statusTone = (status: Status) =>
	status === 'received' ? 'warm' : isRunning(status) ? 'good' : 'plain';

/** The words an applicant gets if the desk writes none of its own. */
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
/** Ways to refuse that keep the relationship. The desk makes the words its own. */
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
