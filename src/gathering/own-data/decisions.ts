/**
 * What a member is given of a row that names them, by the column that does so (decision 42).
 * `own`: the row is about them or by them, and they get it whole, but for secrets; other people in it become names.
 * `fact`: they had a part in what belongs to the company or to others; they get what kind of thing it was, and when.
 * `not`: it is someone else's word in confidence, or a second copy of what they get anyhow.
 * A column that is not listed is a fact. A test holds that each is listed.
 */
export type Decision = 'own' | 'fact' | 'not';

const own = [
	'address_proof.person_id',
	'application.person_id',
	'block.person_id',
	'casual_talk.alumnus_id',
	'casual_talk_host.host_id',
	'collaboration.person_id',
	'collaboration_interest.person_id',
	'comment.author_id',
	'consent.person_id',
	'contact.person_id',
	'conversation_member.person_id',
	'conversation_wish.person_id',
	'departure.person_id',
	'draft.person_id',
	'employee_number.person_id',
	'event.host_id',
	'event_proposal.proposer_id',
	'event_reply.person_id',
	'group_member.person_id',
	'helper.person_id',
	'host.person_id',
	'host_busy.person_id',
	'host_exception.person_id',
	'host_hours.person_id',
	'invitation.person_id',
	'letter_reader.person_id',
	'mail.person_id',
	'match.person_id',
	'membership.person_id',
	'mentor.person_id',
	'mentoring.mentee_id',
	'mentoring.mentor_id',
	'mentoring_wish.person_id',
	'message.author_id',
	'notification.person_id',
	'notification_wish.person_id',
	'opening_told.person_id',
	'opening_wish.person_id',
	'paper_request.person_id',
	'person.person_id',
	'poll_vote.person_id',
	'post.author_id',
	'profile.person_id',
	'push_subscription.person_id',
	'reaction.person_id',
	'referral.by_id',
	'rehire.person_id',
	'report.reporter_id',
	'saved_post.person_id',
	'standing.person_id',
	'survey_answer.person_id',
	'survey_asked.person_id',
	'story.person_id',
	'story_reader.person_id',
	'talk_pool_host.person_id',
	'talk_proposal.alumnus_id',
	'talk_proposal.host_id',
	'tenure.person_id',
	'withdrawn_basis.person_id',
	'touchpoint.person_id',
	'unlock.person_id',
	'upload.owner_id',
	'claim.person_id',
	'concern.reporter_id',
	'hidden_from.person_id',
	'leaving.person_id',
	'pass_on.person_id',
	'second_telling.person_id',
	'send_off.person_id',
	'thought_of.person_id'
];
const facts = [
	'report_reader.person_id',
	'address_proof.asked_by',
	'api_token.made_by',
	'application_step.taken_by',
	'calendar_feed.person_id',
	'casual_talk.canceller_id',
	'change.author_id',
	'collaboration.decided_by',
	'conversation.assigned_to',
	'conversation.made_by',
	'conversation_note.author_id',
	'correction.corrected_by',
	'event_proposal.answered_by',
	'event_reply.checked_in_by',
	'group.made_by',
	'helper.made_by',
	'hr_import.made_by',
	'hr_import.undone_by',
	'hr_import_heading.said_by',
	'invitation_wave.made_by',
	'invitation_words.saved_by',
	'left_alone.lifted_by',
	'left_alone.person_id',
	'left_alone.recorded_by',
	'letter.author_id',
	'letter.executive_id',
	'mentoring.ended_by',
	'opening.owner_id',
	'outreach.asked_by',
	'outreach.caller_id',
	'outreach.person_id',
	'outreach_round.made_by',
	'own_data.person_id',
	'erasure.person_id',
	'paper_request.answered_by',
	'person_note.author_id',
	'person_tag.added_by',
	'segment.made_by',
	'survey.author_id',
	'privacy_notice.made_by',
	'pulse.person_id',
	'reason_settling.settled_by',
	'reason_suggestion.settled_by',
	'referral.person_id',
	'planned_return.person_id',
	'planned_return.planned_by',
	'planned_return.settled_by',
	'rehire.recorded_by',
	'report.settled_by',
	'story.asked_by',
	'watch_word.added_by',
	'webhook_endpoint.made_by',
	'withdrawn_basis.withdrawn_by',
	'welcome.buddy_id',
	'welcome.leader_id',
	'welcome_step.done_by',
	'claim.settled_by',
	'concern_note.written_by',
	'host_pledge.person_id',
	'scim_user.person_id',
	'send_off.begun_by',
	'send_off.talker_id',
	'sign_on_attempt.tried_by',
	'support_access.closed_by',
	'support_access.opened_by',
	'table_view.person_id',
	'today_decision.decided_by',
	'work_owner.given_by',
	'work_owner.person_id'
];
const never = [
	// Who shut them out, who reported them, and what the desk noted for itself, is other people's word in confidence.
	'block.blocked_id',
	'report.about_id',
	'concern.about_id',
	'report.subject_id',
	'person_note.person_id',
	'person_tag.person_id',
	'outreach_round_person.person_id',
	'today_decision.person_id',
	'not_the_same.other_id',
	'not_the_same.person_id',
	'not_the_same.said_by',
	// Copies: what a file said before it became a stay, what a page or a push is made of.
	'demo_guest.person_id',
	'support_access.person_id',
	'hr_import_left.person_id',
	'hr_import_row.person_id',
	'notification.subject_id',
	'own_data_piece.person_id',
	'push_sent.person_id',
	'tenure.manager_id',
	'upload.holder_id'
];

export const decisions: ReadonlyMap<string, Decision> = new Map([
	...own.map((column): [string, Decision] => [column, 'own']),
	...facts.map((column): [string, Decision] => [column, 'fact']),
	...never.map((column): [string, Decision] => [column, 'not'])
]);

/** Rows that hang on an own one without naming the person, by the column that both share, and those that are left out. */
export const parts: readonly { of: string; table: string; by: string; but?: string; without?: string[] }[] = [
	{ of: 'departure', table: 'departure_word', by: 'tenure_id', but: `view = 'desk'` },
	{ of: 'departure', table: 'departure_reason', by: 'tenure_id', but: `view = 'desk'` },
	{ of: 'standing', table: 'standing_note', by: 'standing_id' },
	{ of: 'application', table: 'application_step', by: 'application_id', without: ['reason', 'taken_by'] },
	{ of: 'story', table: 'story_edition', by: 'story_id' },
	{ of: 'post', table: 'post_version', by: 'post_id' },
	{ of: 'post', table: 'poll_choice', by: 'post_id' },
	{ of: 'rehire', table: 'rehire_said', by: 'rehire_id' }
];

/** Own rows that are not given after all: where the desk itself judged, it is the desk's word. */
export const leftOut: Readonly<Record<string, string>> = { standing: `said_by = 'desk'` };

/** What others wrote into a row that is their own otherwise: why the desk settled their report as it did, what it decided. */
export const byOthers: Readonly<Record<string, readonly string[]>> = {
	report: ['reason', 'settled_by'],
	concern: ['decision']
};

/** Columns that open something or tell nothing: hashes, keys, tickets of forms, and whose network it is. */
export const isSecret = (column: string) =>
	/(^|_)(hash|secret|token|ticket|pass|p256dh|auth|endpoint|mark)$/.test(column) || column === 'network_id';

/** What a fact shows: its kind and its times. */
export const isFact = (column: string, type: string) =>
	/^(date|timestamp)/.test(type) || /^(kind|state|status|purpose|stage|role|tie|way)$/.test(column);
