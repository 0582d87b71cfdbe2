import { may, type Permission, type Role } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';

export const kinds = [
	'mention',
	'comment',
	'also_commented',
	'reaction',
	'group_post',
	'group_asked',
	'group_accepted',
	'group_offered',
	'event_announced',
	'event_changed',
	'event_moved_up',
	'event_reminder',
	'event_question',
	'event_reply',
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
	'application',
	'hired',
	'webhook_off',
	'mail_ill',
	'mail_unsure',
	'referral',
	'welcome',
	'check_in',
	'would_tell',
	'role',
	'own_data',
	'paper_asked',
	'paper_sent',
	'paper_refused'
] as const;
export type NotificationKind = (typeof kinds)[number];
export const channels = ['page', 'mail', 'push'] as const;
export type Channel = (typeof channels)[number];

/**
 * What is usual until someone wishes otherwise: everything on the page; by mail and push what is meant for the person or
 * cannot wait.
 */
const usual: Record<NotificationKind, readonly Channel[]> = {
	mention: ['page', 'mail', 'push'],
	comment: ['page', 'mail', 'push'],
	also_commented: ['page'],
	reaction: ['page'],
	group_post: ['page'],
	group_asked: ['page', 'mail'],
	group_accepted: ['page', 'mail', 'push'],
	group_offered: ['page'],
	event_announced: ['page'],
	event_changed: ['page', 'mail', 'push'],
	event_moved_up: ['page', 'mail', 'push'],
	event_reminder: ['page', 'mail', 'push'],
	event_question: ['page'],
	event_reply: ['page'],
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
	application: ['page', 'mail'],
	hired: ['page', 'mail'],
	webhook_off: ['page', 'mail'],
	mail_ill: ['page'],
	mail_unsure: ['page'],
	referral: ['page', 'mail'],
	welcome: ['page', 'mail'],
	check_in: ['page', 'mail'],
	would_tell: ['page'],
	role: ['page'],
	own_data: ['page'],
	paper_asked: ['page', 'mail'],
	paper_sent: ['page', 'mail', 'push'],
	paper_refused: ['page', 'mail']
};

export type Wish = { kind: string; channel: string; isOn: boolean };

/** Does someone want to be told of a kind by a channel? */
export function wants(wishes: readonly Wish[], kind: NotificationKind, channel: Channel): boolean {
	return (
		wishes.find((wish) => wish.kind === kind && wish.channel === channel)?.isOn ??
		usual[kind].includes(channel)
	);
}

export const kindName: Record<NotificationKind, () => string> = {
	mention: m.notify_kind_mention,
	comment: m.notify_kind_comment,
	also_commented: m.notify_kind_also_commented,
	reaction: m.notify_kind_reaction,
	group_post: m.notify_kind_group_post,
	group_asked: m.notify_kind_group_asked,
	group_accepted: m.notify_kind_group_accepted,
	group_offered: m.notify_kind_group_offered,
	event_announced: m.notify_kind_event_announced,
	event_changed: m.notify_kind_event_changed,
	event_moved_up: m.notify_kind_event_moved_up,
	event_reminder: m.notify_kind_event_reminder,
	event_question: m.notify_kind_event_question,
	event_reply: m.notify_kind_event_reply,
	message: m.notify_kind_message,
	message_request: m.notify_kind_message_request,
	desk_message: m.notify_kind_desk_message,
	newcomer: m.notify_kind_newcomer,
	care: m.notify_kind_care,
	letter: m.notify_kind_letter,
	story: m.notify_kind_story,
	story_shown: m.notify_kind_story_shown,
	outreach: m.notify_kind_outreach,
	talk: m.notify_kind_talk,
	opening: m.notify_kind_opening,
	opening_check: m.notify_kind_opening_check,
	application: m.notify_kind_application,
	hired: m.notify_kind_hired,
	webhook_off: m.notify_kind_webhook_off,
	mail_ill: m.notify_kind_mail_ill,
	mail_unsure: m.notify_kind_mail_unsure,
	referral: m.notify_kind_referral,
	welcome: m.notify_kind_welcome,
	check_in: m.notify_kind_check_in,
	would_tell: m.notify_kind_would_tell,
	role: m.notify_kind_role,
	own_data: m.notify_kind_own_data,
	paper_asked: m.notify_kind_paper_asked,
	paper_sent: m.notify_kind_paper_sent,
	paper_refused: m.notify_kind_paper_refused
};

/** Kinds that only some ever get, by the permission that they come with. */
const kindsFor: Partial<Record<NotificationKind, Permission>> = {
	mention: 'post.see',
	comment: 'post.see',
	also_commented: 'post.see',
	reaction: 'post.see',
	group_post: 'post.see',
	group_asked: 'post.see',
	group_accepted: 'post.see',
	group_offered: 'post.see',
	newcomer: 'post.see',
	letter: 'letter.read',
	event_reply: 'event.host',
	desk_message: 'desk_inbox.see',
	mail_ill: 'outbox.read',
	mail_unsure: 'outbox.read',
	webhook_off: 'api.manage',
	opening_check: 'opening.write',
	application: 'application.handle',
	paper_asked: 'paper.answer',
	paper_sent: 'paper.ask',
	paper_refused: 'paper.ask',
	would_tell: 'story.write',
	opening: 'opening.wish',
	outreach: 'outreach.answer',
	referral: 'referral.make',
	welcome: 'welcome.see',
	check_in: 'check_in.answer',
	talk: 'talk.see'
};

/** The kinds that someone with these roles can ever get. */
export function kindsOf(reader: { roles: Role[] } | undefined): NotificationKind[] {
	return kinds.filter((kind) => {
		const permission = kindsFor[kind];
		return !permission || may(reader, permission);
	});
}

export const channelName: Record<Channel, () => string> = {
	page: m.notify_channel_page,
	mail: m.notify_channel_mail,
	push: m.notify_channel_push
};

type Said = { who: string; about: string };
const sentences: Record<NotificationKind, (said: Said) => string> = {
	mention: m.notify_mention,
	comment: m.notify_comment,
	also_commented: m.notify_also_commented,
	reaction: m.notify_reaction,
	group_post: m.notify_group_post,
	group_asked: m.notify_group_asked,
	group_accepted: ({ about }) => m.notify_group_accepted({ about }),
	group_offered: ({ about }) => m.notify_group_offered({ about }),
	event_announced: m.notify_event_announced,
	event_changed: ({ about }) => m.notify_event_changed({ about }),
	event_moved_up: ({ about }) => m.notify_event_moved_up({ about }),
	event_reminder: ({ about }) => m.notify_event_reminder({ about }),
	event_question: ({ about }) => m.notify_event_question({ about }),
	event_reply: m.notify_event_reply,
	message: ({ who }) => m.notify_message({ who }),
	message_request: ({ who }) => m.notify_message_request({ who }),
	desk_message: ({ who }) => m.notify_desk_message({ who }),
	newcomer: ({ who }) => m.notify_newcomer({ who }),
	care: ({ about }) => m.notify_care({ about }),
	letter: m.notify_letter,
	story: m.notify_story,
	story_shown: () => m.notify_story_shown(),
	outreach: ({ about }) => m.notify_outreach({ about }),
	talk: m.notify_talk,
	opening: ({ about }) => m.notify_opening({ about }),
	opening_check: ({ about }) => m.notify_opening_check({ about }),
	application: ({ about }) => m.notify_application({ about }),
	hired: ({ who }) => m.notify_hired({ who }),
	webhook_off: ({ about }) => m.notify_webhook_off({ about }),
	mail_ill: ({ about }) => m.notify_mail_ill({ about }),
	mail_unsure: ({ about }) => m.notify_mail_unsure({ about }),
	referral: ({ about }) => m.notify_referral({ about }),
	welcome: ({ about }) => m.notify_welcome({ about }),
	check_in: () => m.notify_check_in(),
	would_tell: ({ who }) => m.notify_would_tell({ who }),
	role: () => m.notify_role(),
	own_data: () => m.notify_own_data(),
	paper_asked: m.notify_paper_asked,
	paper_sent: ({ about }) => m.notify_paper_sent({ about }),
	paper_refused: ({ about }) => m.notify_paper_refused({ about })
};

/**
 * One sentence for what may have happened several times: "中村さんほか2人が…". `names` are the latest who did it, `count` is
 * how many they are in all.
 */
export function sentenceOf(
	kind: string,
	{ names, count, about }: { names: string[]; count: number; about: string }
): string {
	const who =
		count > 2
			? m.notify_and_others({ name: names[0] ?? '', count: count - 1 })
			: names.length > 1
				? m.notify_both({ one: names[0]!, other: names[1]! })
				: m.person_san({ name: names[0] ?? '' });
	return sentences[kind as NotificationKind]({ who, about });
}
