import type { NotificationKind } from './notification.ts';

/**
 * Kinds of which each happening says something of its own: another day, a question that is due, a reminder. Someone who
 * reads by mail and sees no page would not hear of the second one.
 */
const toldAnew: ReadonlySet<NotificationKind> = new Set([
	'event_changed',
	'event_moved_up',
	'event_reminder',
	'mentoring_changed',
	'outreach',
	'talk',
	'opening_check',
	'opening_closed',
	'welcome',
	'welcome_due',
	'welcome_moved',
	'check_in',
	'survey'
]);

/** Does a mail follow each happening of this kind, even where the one before was not seen on the page? */
export function isToldAnew(kind: NotificationKind): boolean {
	return toldAnew.has(kind);
}

/**
 * Kinds that someone asked for, or takes part in, or that are their work here: an event that they said they come to, a talk,
 * an answer to their own request, what waits for them at the desk. Their cap of mails holds none of these back, unless they allow no mail at all (decision 9).
 */
const owed: ReadonlySet<NotificationKind> = new Set([
	'event_changed',
	'event_cancelled',
	'event_moved_up',
	'event_reminder',
	'event_over',
	'event_proposed',
	'event_accepted',
	'event_declined',
	'mentoring_accepted',
	'mentoring_answered',
	'mentoring_changed',
	'group_accepted',
	'message',
	'care',
	'outreach',
	'talk',
	'opening_check',
	'opening_closed',
	'application',
	'hired',
	'webhook_off',
	'welcome',
	'welcome_due',
	'welcome_moved',
	'welcome_off',
	'check_in',
	'paper_asked',
	'paper_sent',
	'paper_refused',
	'collaboration_asked',
	'collaboration_open',
	'collaboration_refused',
	'survey_closed'
]);

/** Is someone mailed of this kind even where they got as many mails as they allow? */
export function isOwed(kind: NotificationKind): boolean {
	return owed.has(kind);
}
