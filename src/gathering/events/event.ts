import * as m from '#locales/messages.ts';

export const eventKinds = ['on_site', 'online', 'both'] as const;
export type EventKind = (typeof eventKinds)[number];
export const eventKindName: Record<EventKind, () => string> = {
	on_site: m.event_on_site,
	online: m.event_online,
	both: m.event_both
};

export const thoughts = ['good', 'fair', 'poor'] as const;
export type Thought = (typeof thoughts)[number];
export const thoughtName: Record<Thought, () => string> = {
	good: m.thought_good,
	fair: m.thought_fair,
	poor: m.thought_poor
};

export type ProposalState = 'waiting' | 'accepted' | 'declined' | 'withdrawn';
export const proposalStateName: Record<ProposalState, () => string> = {
	waiting: m.event_proposal_waiting,
	accepted: m.event_proposal_accepted,
	declined: m.event_proposal_declined,
	withdrawn: m.event_proposal_withdrawn
};

/** The days of a series: the same clock time each week, each second week, or each month on the same weekday of the same week. */
export const rhythms = ['none', 'weekly', 'fortnightly', 'monthly'] as const;
export type Rhythm = (typeof rhythms)[number];
export const rhythmName: Record<Rhythm, () => string> = {
	none: m.rhythm_none,
	weekly: m.rhythm_weekly,
	fortnightly: m.rhythm_fortnightly,
	monthly: m.rhythm_monthly
};
