import * as m from '#locales/messages.ts';
import type { NotificationKind } from './notification.ts';

type Said = { who: string; about: string };
const sentences: Record<NotificationKind, (said: Said) => string> = {
	mention: m.notify_mention,
	comment: m.notify_comment,
	reply: m.notify_reply,
	event_comment: m.notify_event_comment,
	also_commented: m.notify_also_commented,
	poll_closed: ({ about }) => m.notify_poll_closed({ about }),
	reaction: m.notify_reaction,
	group_post: m.notify_group_post,
	group_asked: m.notify_group_asked,
	group_accepted: ({ about }) => m.notify_group_accepted({ about }),
	group_offered: ({ about }) => m.notify_group_offered({ about }),
	group_opened: ({ about }) => m.notify_group_opened({ about }),
	event_announced: m.notify_event_announced,
	event_changed: ({ about }) => m.notify_event_changed({ about }),
	event_cancelled: ({ about }) => m.notify_event_cancelled({ about }),
	event_moved_up: ({ about }) => m.notify_event_moved_up({ about }),
	event_reminder: ({ about }) => m.notify_event_reminder({ about }),
	event_question: ({ about }) => m.notify_event_question({ about }),
	event_over: ({ about }) => m.notify_event_over({ about }),
	event_reply: m.notify_event_reply,
	event_proposed: m.notify_event_proposed,
	event_accepted: ({ about }) => m.notify_event_accepted({ about }),
	event_declined: ({ about }) => m.notify_event_declined({ about }),
	mentoring_asked: ({ who }) => m.notify_mentoring_asked({ who }),
	mentoring_accepted: ({ who }) => m.notify_mentoring_accepted({ who }),
	mentoring_answered: ({ who }) => m.notify_mentoring_answered({ who }),
	mentoring_changed: ({ who }) => m.notify_mentoring_changed({ who }),
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
	opening_closed: ({ about }) => m.notify_opening_closed({ about }),
	application: ({ about }) => m.notify_application({ about }),
	hired: ({ who }) => m.notify_hired({ who }),
	webhook_off: ({ about }) => m.notify_webhook_off({ about }),
	mail_ill: ({ about }) => m.notify_mail_ill({ about }),
	mail_unsure: ({ about }) => m.notify_mail_unsure({ about }),
	referral: ({ about }) => m.notify_referral({ about }),
	welcome: ({ about }) => m.notify_welcome({ about }),
	welcome_due: ({ about }) => m.notify_welcome_due({ about }),
	welcome_moved: ({ about }) => m.notify_welcome_moved({ about }),
	welcome_off: ({ about }) => m.notify_welcome_off({ about }),
	check_in: () => m.notify_check_in(),
	would_tell: ({ who }) => m.notify_would_tell({ who }),
	role: () => m.notify_role(),
	own_data: () => m.notify_own_data(),
	paper_asked: m.notify_paper_asked,
	paper_sent: ({ about }) => m.notify_paper_sent({ about }),
	paper_refused: ({ about }) => m.notify_paper_refused({ about }),
	collaboration_asked: m.notify_collaboration_asked,
	collaboration_open: ({ about }) => m.notify_collaboration_open({ about }),
	collaboration_refused: ({ about }) => m.notify_collaboration_refused({ about }),
	collaboration_closed: ({ about }) => m.notify_collaboration_closed({ about }),
	collaboration_interest: m.notify_collaboration_interest,
	survey: ({ about }) => m.notify_survey({ about }),
	survey_closed: ({ about }) => m.notify_survey_closed({ about })
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
