import * as m from '#locales/messages.ts';
import type { Method } from '#access/accounts/sessions.server.ts';
import { mailKinds } from '#access/outbox/words.ts';
import { outcomeName, whyName } from '#gathering/care/care.ts';
import { kindName as collaborationKinds, payFormName } from '#gathering/collaborations/collaboration.ts';
import { stateName as collaborationStates } from '#gathering/collaborations/collaboration.ts';
import { eventKindName, proposalStateName, thoughtName } from '#gathering/events/event.ts';
import { groupKindName } from '#gathering/groups/group.ts';
import { mentoringStateName, themeName } from '#gathering/mentoring/mentoring.ts';
import { kindName as noticeKinds } from '#gathering/notifications/kind-names.ts';
import { channelName } from '#gathering/notifications/notification.ts';
import { itemName, paperName, stateName as paperStates } from '#gathering/papers/paper.ts';
import { signName } from '#gathering/reactions/sign.ts';
import type { Codes } from './codes.ts';

const methods: Record<Method, () => string> = {
	link: m.session_by_link,
	password: m.session_by_password,
	passkey: m.session_by_passkey,
	sso: m.session_by_sso
};
const written = {
	draft: m.change_draft,
	asked: m.letter_asked,
	scheduled: m.change_scheduled,
	published: m.change_published,
	withdrawn: m.change_withdrawn
};
const ways = { online: m.way_online, on_site: m.way_on_site, telephone: m.way_telephone };
const statuses = {
	received: m.status_received,
	in_contact: m.status_in_contact,
	interviewing: m.status_interviewing,
	offered: m.status_offered,
	hired: m.status_hired,
	refused: m.status_refused,
	withdrawn: m.status_withdrawn
};
const memberStates = {
	in: m.own_data_value_in,
	asked: m.group_asked,
	declined: m.event_proposal_declined,
	left: m.own_data_value_left
};

/** Codes about what someone wrote, took part in and was sent. */
export const doingCodes: Readonly<Record<string, Codes>> = {
	method: methods,
	'survey.status': {
		draft: m.survey_status_draft,
		open: m.survey_status_open,
		closed: m.survey_status_closed
	},
	'outreach_round.state': {
		running: m.outreach_round_running,
		done: m.outreach_round_done,
		stopped: m.outreach_round_stopped
	},
	'today_decision.kind': {
		silent: m.own_data_value_silent,
		unheard: m.own_data_value_unheard,
		manager: m.own_data_value_manager
	},
	'mail.kind': mailKinds,
	'mail.status': {
		waiting: m.mail_waiting,
		sent: m.mail_sent,
		failed: m.mail_failed,
		stopped: m.mail_stopped,
		expired: m.mail_expired,
		unsure: m.mail_unsure,
		cancelled: m.mail_cancelled
	},
	'notification.kind': noticeKinds,
	'notification_wish.kind': noticeKinds,
	channel: channelName,
	not_mailed: {
		no_consent: m.own_data_value_no_consent,
		no_basis: m.state_no_basis,
		do_not_contact: m.own_data_field_do_not_contact,
		cap: m.own_data_value_cap,
		told_lately: m.own_data_value_told_lately,
		past: m.own_data_value_past
	},
	'draft.place': {
		post: m.own_data_part_post,
		edit: m.own_data_value_edit,
		comment: m.own_data_part_comment,
		reply: m.own_data_part_comment,
		message: m.nav_messages,
		share: m.own_data_value_share
	},
	'post.kind': { person: m.own_data_value_member_post, company: m.own_data_value_company_post },
	open_to: { alumni: m.open_to_alumni, rejoiners: m.open_to_rejoiners, employees: m.open_to_employees },
	sign: signName,
	'upload.kind': { picture: m.profile_picture, file: m.own_data_value_file },
	holder: {
		profile: m.own_data_part_profile,
		post: m.own_data_part_post,
		comment: m.own_data_part_comment,
		group: m.nav_groups,
		event: m.nav_events,
		conversation: m.nav_messages,
		application: m.own_data_part_application
	},
	'report.subject': {
		post: m.own_data_part_post,
		comment: m.own_data_part_comment,
		message: m.nav_messages,
		person: m.own_data_value_member
	},
	'report.why': whyName,
	outcome: outcomeName,
	'helper.role': {
		supporter: m.helper_supporter,
		event_host: m.helper_event_host,
		welcome_guide: m.helper_welcome_guide
	},
	'group.kind': groupKindName,
	'group_member.role': { member: m.own_data_value_member, host: m.group_host },
	'group_member.state': memberStates,
	'conversation.kind': {
		two: m.own_data_value_two,
		several: m.own_data_value_several,
		desk: m.own_data_value_desk_talk
	},
	'conversation_member.state': memberStates,
	sends_by: { enter: m.chat_keys_enter, ctrl_enter: m.chat_keys_ctrl_enter },
	'event.kind': eventKindName,
	'event.state': { announced: m.own_data_value_announced, cancelled: m.event_cancelled },
	'event_reply.answer': {
		going: m.event_you_go,
		waiting: m.event_you_wait,
		not_going: m.own_data_value_not_going
	},
	thought: thoughtName,
	'event_proposal.state': proposalStateName,
	themes: themeName,
	'mentoring.state': mentoringStateName,
	'collaboration.kind': collaborationKinds,
	'collaboration.state': collaborationStates,
	pay_form: payFormName,
	'paper_request.kind': paperName,
	'paper_request.state': paperStates,
	items: itemName,
	'casual_talk.way': ways,
	'talk_proposal.way': ways,
	ways,
	'casual_talk.state': {
		booked: m.talk_state_booked,
		cancelled: m.talk_state_cancelled,
		missed: m.talk_state_missed
	},
	cancelled_by: { alumnus: m.role_alumnus, host: m.own_data_field_host_id, desk: m.role_steward },
	'talk_proposal.state': {
		open: m.event_proposal_waiting,
		accepted: m.event_proposal_accepted,
		declined: m.event_proposal_declined,
		withdrawn: m.event_proposal_withdrawn
	},
	calendar_problem: {
		unreadable: m.hosting_calendar_problem,
		sub_daily: m.hosting_calendar_sub_daily,
		too_much: m.hosting_calendar_too_much
	},
	'concern.category': {
		sexual: m.concern_sexual,
		power: m.concern_power,
		private: m.concern_private,
		pressure: m.concern_pressure,
		other: m.concern_other
	},
	'concern.wish': { know: m.concern_wish_know, answer: m.concern_wish_answer, act: m.concern_wish_act },
	'concern.state': {
		new: m.concern_state_new,
		handling: m.concern_state_handling,
		settled: m.concern_state_settled
	},
	'application.status': statuses,
	'application_step.status': statuses,
	'opening.state': {
		draft: m.opening_state_draft,
		open: m.opening_state_open,
		closed: m.opening_state_closed
	},
	'referral.state': {
		open: m.referral_open,
		invited: m.referral_invited,
		joined: m.referral_joined,
		returned: m.referral_returned,
		closed: m.referral_closed
	},
	tie: {
		manager: m.tie_manager,
		executive: m.tie_executive,
		rejoiner: m.tie_rejoiner,
		colleague: m.tie_colleague,
		friend: m.tie_friend
	},
	'outreach.state': {
		asked: m.stage_asked,
		willing: m.stage_willing,
		declined: m.stage_declined,
		sent: m.stage_sent,
		closed: m.stage_closed
	},
	'change.status': written,
	'letter.status': written,
	'story.status': {
		asked: m.story_state_asked,
		answered: m.story_state_answered,
		declined: m.story_state_declined
	},
	edition: { alumni: m.edition_alumni, staff: m.edition_staff, public: m.edition_public },
	'story_edition.state': {
		draft: m.change_draft,
		shown: m.claims_waiting,
		approved: m.event_proposal_accepted,
		withdrawn: m.change_withdrawn
	}
};
