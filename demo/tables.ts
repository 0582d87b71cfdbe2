/** What members say, how they stand, and how they find their way back. */
const returning = [
	'tenure',
	'group',
	'group_member',
	'standing',
	'post',
	'change',
	'match',
	'opening',
	'opening_wish',
	'host',
	'host_hours',
	'casual_talk',
	'casual_talk_host',
	'talk_pool',
	'talk_pool_host',
	'application',
	'application_step',
	'rehire',
	'rehire_said',
	'welcome',
	'welcome_step',
	'check_in'
];

/** What members do with each other. */
const gathering = [
	'profile',
	'reaction',
	'poll_choice',
	'poll_vote',
	'event',
	'event_reply',
	'comment',
	'event_proposal',
	'mentor',
	'mentoring_wish',
	'helper',
	'conversation',
	'conversation_member',
	'message',
	'mentoring',
	'notification',
	'paper_request',
	'collaboration',
	'send_off'
];

/** What the company tells its alumni, and what they are asked. */
const telling = [
	'unlock',
	'letter',
	'letter_reader',
	'story',
	'story_edition',
	'story_reader',
	'outreach',
	'referral'
];

/** The tables of the demo's life, in the order in which they refer to each other: a group comes before its posts. */
export const tablesOfLife = [...returning, ...gathering, ...telling];
