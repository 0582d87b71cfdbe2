import { namesOff } from '#access/parts/parts.ts';
import { may, type Permission, type Who } from '#access/policy/policy.ts';
import type { Channel } from './channel.ts';

export { channelName, channels, type Channel } from './channel.ts';

export const kinds = [
	'mention',
	'comment',
	'reply',
	'event_comment',
	'also_commented',
	'poll_closed',
	'reaction',
	'group_post',
	'group_asked',
	'group_accepted',
	'group_offered',
	'group_opened',
	'event_announced',
	'event_changed',
	'event_cancelled',
	'event_moved_up',
	'event_reminder',
	'event_question',
	'event_over',
	'event_reply',
	'event_proposed',
	'event_accepted',
	'event_declined',
	'mentoring_asked',
	'mentoring_accepted',
	'mentoring_answered',
	'mentoring_changed',
	'message',
	'message_request',
	'desk_message',
	'newcomer',
	'care',
	'letter',
	'story',
	'story_shown',
	'outreach',
	'talk',
	'opening',
	'opening_check',
	'opening_closed',
	'application',
	'hired',
	'webhook_off',
	'mail_ill',
	'mail_unsure',
	'referral',
	'welcome',
	'welcome_due',
	'welcome_moved',
	'welcome_off',
	'check_in',
	'would_tell',
	'role',
	'own_data',
	'paper_asked',
	'paper_sent',
	'paper_refused',
	'collaboration_asked',
	'collaboration_open',
	'collaboration_refused',
	'collaboration_closed',
	'collaboration_interest',
	'survey',
	'survey_closed'
] as const;
export type NotificationKind = (typeof kinds)[number];

/**
 * What is usual until someone wishes otherwise: everything on the page; by mail and push what is meant for the person or
 * cannot wait.
 */
const usual: Record<NotificationKind, readonly Channel[]> = {
	mention: ['page', 'mail', 'push'],
	comment: ['page', 'mail', 'push'],
	reply: ['page', 'mail', 'push'],
	event_comment: ['page', 'mail'],
	also_commented: ['page'],
	poll_closed: ['page', 'mail'],
	reaction: ['page'],
	group_post: ['page'],
	group_asked: ['page', 'mail'],
	group_accepted: ['page', 'mail', 'push'],
	group_offered: ['page'],
	group_opened: ['page', 'mail'],
	event_announced: ['page'],
	event_changed: ['page', 'mail', 'push'],
	event_cancelled: ['page', 'mail', 'push'],
	event_moved_up: ['page', 'mail', 'push'],
	event_reminder: ['page', 'mail', 'push'],
	event_question: ['page'],
	event_over: ['page', 'mail'],
	event_reply: ['page'],
	event_proposed: ['page', 'mail'],
	event_accepted: ['page', 'mail', 'push'],
	event_declined: ['page', 'mail'],
	mentoring_asked: ['page', 'mail', 'push'],
	mentoring_accepted: ['page', 'mail', 'push'],
	mentoring_answered: ['page', 'mail'],
	mentoring_changed: ['page', 'mail'],
	message: ['page', 'mail', 'push'],
	message_request: ['page', 'mail'],
	desk_message: ['page'],
	newcomer: ['page'],
	care: ['page', 'mail'],
	letter: ['page', 'mail'],
	story: ['page'],
	story_shown: ['page', 'mail'],
	outreach: ['page', 'mail'],
	talk: ['page', 'mail', 'push'],
	opening: ['page', 'mail'],
	opening_check: ['page', 'mail'],
	opening_closed: ['page', 'mail'],
	application: ['page', 'mail'],
	hired: ['page', 'mail'],
	webhook_off: ['page', 'mail'],
	mail_ill: ['page'],
	mail_unsure: ['page'],
	referral: ['page', 'mail'],
	welcome: ['page', 'mail'],
	welcome_due: ['page', 'mail'],
	welcome_moved: ['page', 'mail'],
	welcome_off: ['page', 'mail'],
	check_in: ['page', 'mail'],
	would_tell: ['page'],
	role: ['page'],
	own_data: ['page'],
	paper_asked: ['page', 'mail'],
	paper_sent: ['page', 'mail', 'push'],
	paper_refused: ['page', 'mail'],
	collaboration_asked: ['page', 'mail'],
	collaboration_open: ['page', 'mail'],
	collaboration_refused: ['page', 'mail'],
	collaboration_closed: ['page'],
	collaboration_interest: ['page', 'mail', 'push'],
	survey: ['page', 'mail'],
	survey_closed: ['page', 'mail']
};

export type Wish = { kind: string; channel: string; isOn: boolean };

/** Does someone want to be told of a kind by a channel? */
export function wants(wishes: readonly Wish[], kind: NotificationKind, channel: Channel): boolean {
	return (
		wishes.find((wish) => wish.kind === kind && wish.channel === channel)?.isOn ??
		usual[kind].includes(channel)
	);
}

/** Kinds that only some ever get, by the permission that they come with. */
const kindsFor: Partial<Record<NotificationKind, Permission>> = {
	mention: 'post.see',
	comment: 'post.see',
	event_comment: 'event.discuss',
	also_commented: 'post.see',
	poll_closed: 'post.write',
	reaction: 'post.see',
	group_post: 'post.see',
	group_asked: 'post.see',
	group_accepted: 'post.see',
	group_offered: 'post.see',
	group_opened: 'group.see',
	mentoring_asked: 'mentoring.see',
	mentoring_accepted: 'mentoring.see',
	mentoring_answered: 'mentoring.see',
	mentoring_changed: 'mentoring.see',
	newcomer: 'post.see',
	letter: 'letter.read',
	event_reply: 'event.host',
	event_proposed: 'event.decide',
	event_accepted: 'event.propose',
	event_declined: 'event.propose',
	desk_message: 'desk_inbox.see',
	mail_ill: 'outbox.read',
	mail_unsure: 'outbox.read',
	webhook_off: 'api.manage',
	opening_check: 'opening.write',
	opening_closed: 'opening.write',
	application: 'application.handle',
	paper_asked: 'paper.answer',
	paper_sent: 'paper.ask',
	paper_refused: 'paper.ask',
	collaboration_asked: 'collaboration.decide',
	collaboration_open: 'collaboration.ask',
	collaboration_refused: 'collaboration.ask',
	collaboration_closed: 'collaboration.see',
	collaboration_interest: 'collaboration.see',
	survey: 'survey.answer',
	survey_closed: 'survey.write',
	would_tell: 'story.write',
	opening: 'opening.wish',
	outreach: 'outreach.answer',
	referral: 'referral.make',
	welcome: 'welcome.see',
	welcome_due: 'welcome.see',
	welcome_moved: 'welcome.see',
	welcome_off: 'welcome.see',
	check_in: 'check_in.answer',
	talk: 'talk.see'
};

/** The kinds that someone with these roles can ever get. */
export function kindsOf(reader: Who | undefined): NotificationKind[] {
	const off = namesOff('notices', reader?.partsOff);
	return kinds.filter((kind) => {
		if (off.includes(kind)) return false;
		const permission = kindsFor[kind];
		return !permission || may(reader, permission);
	});
}
