/**
 * What `okaeri export` does with each table (decision 59). `given`: it is the company's. `confided`: told the desk in
 * confidence, or the desk's own notes on people; only with --confided. `private`: between members, or for nobody's eyes;
 * never. `machine`: made from the others, of use to this installation only, or a secret; never. A test holds that each
 * table of networks is listed.
 */
export type Kind = 'given' | 'confided' | 'private' | 'machine';

const tables: Record<Kind, string> = {
	given: `
		audit change collaboration comment company consent contact correction departure employee_number event event_reply
		group group_member helper host host_exception host_hours host_pledge invitation invitation_wave invitation_words
		keeping letter letter_reader logo membership mentor monthly_report network opening opening_feed opt_out overview_count
		pass_on person person_merge poll_choice post post_version privacy_notice profile published_week reaction
		rehire report_reader retention_month story_edition story_reader survey survey_question talk_brief talk_pool
		talk_pool_host tenure upload watch_word welcome welcome_step
	`,
	confided: `
		application application_step attribution casual_talk casual_talk_host check_in claim concern concern_note
		conversation_note departure_reason departure_word event_proposal hidden_from left_alone match not_the_same
		opening_told opening_wish outreach outreach_round outreach_round_person paper_file paper_request person_note person_tag withdrawn_basis
		planned_return pulse quadrant_move reason_settling reason_suggestion referral refused_reason rehire_said report
		second_telling segment send_off send_off_talk settled_reason standing standing_note story survey_answer talk_proposal
		thought_of today_decision touchpoint unlock unlock_phrase work_owner
	`,
	private: `
		block collaboration_interest conversation conversation_member conversation_wish draft host_busy mentoring
		mentoring_wish message notification notification_wish poll_vote saved_post survey_asked table_view
	`,
	machine: `
		active_day address_proof api_answer api_token audit_chain audit_checkpoint audit_setting cadence_day calendar_feed
		demo_guest erasure hr_import hr_import_difference hr_import_file hr_import_heading hr_import_left hr_import_part
		hr_import_piece hr_import_row hr_import_trace link_preview mail mail_stop opened_hour own_data own_data_piece
		path_tally person_merge_step push_key push_sent push_subscription quadrant_day reach_tally leaving overview_figure published_figure scim_trouble scim_user
		sign_on_attempt sign_on_identity sign_on_provider support_access support_visit unlock_leaver unlock_tally
		upload_bytes webhook_delivery webhook_endpoint webhook_message word_likeness
	`
};

export const kindOf: ReadonlyMap<string, Kind> = new Map(
	Object.entries(tables).flatMap(([kind, names]) =>
		names
			.trim()
			.split(/\s+/)
			.map((name): [string, Kind] => [name, kind as Kind])
	)
);

const isOpen = (groupId: string) =>
	`(${groupId} is null or exists (select from "group" g where g.group_id = ${groupId} and g.kind = 'open'))`;
const openPost = `exists (select from post p where p.post_id = t.post_id and ${isOpen('p.group_id')})`;
const openEvent = `exists (select from event e where e.event_id = t.event_id and ${isOpen('e.group_id')})`;

/** Which rows of a table go along: what was said in a closed group stays there, and what nobody approved is no story. */
export const rowsOnly: Readonly<Record<string, string>> = {
	post: isOpen('t.group_id'),
	post_version: openPost,
	poll_choice: openPost,
	comment: `(${openPost} or ${openEvent})`,
	event: isOpen('t.group_id'),
	event_reply: openEvent,
	reaction: `(
		exists (select from post p where p.post_id = t.subject_id and ${isOpen('p.group_id')})
		or exists (
			select from comment c
			left join post p using (network_id, post_id)
			left join event e using (network_id, event_id)
			where c.comment_id = t.subject_id
				and ${isOpen('coalesce(p.group_id, e.group_id)')}
		)
	)`,
	group_member: `exists (select from "group" g where g.group_id = t.group_id and g.kind = 'open')`,
	story_edition: `t.state = 'approved'`,
	upload: `case t.holder
		when 'post' then exists (select from post p where p.post_id = t.holder_id and ${isOpen('p.group_id')})
		when 'comment' then exists (
			select from comment c
			left join post p using (network_id, post_id)
			left join event e using (network_id, event_id)
			where c.comment_id = t.holder_id
				and ${isOpen('coalesce(p.group_id, e.group_id)')}
		)
		when 'event' then exists (
			select from event e where e.event_id = t.holder_id and ${isOpen('e.group_id')}
		)
		else t.holder in ('profile', 'group', 'application')
	end`
};

/** Columns that let someone in, or that were said to nobody by name. */
export const columnsLeftOut: Readonly<Record<string, readonly string[]>> = {
	event_reply: ['thought', 'thought_words'],
	host: ['calendar_url', 'calendar_problem'],
	pass_on: ['code'],
	opening_feed: ['url']
};

/** Columns of tables that go along otherwise which hold what was told the desk in confidence, or the desk's notes. */
export const columnsConfided: Readonly<Record<string, readonly string[]>> = {
	audit: ['detail'],
	contact: ['basis_note']
};

/** What a member shows of themselves, with the column that says to whom. */
export const shownTo: Readonly<Record<string, string>> = {
	introduction: 'introduction_for',
	place: 'place_for',
	skills: 'skills_for',
	offers: 'offers_for',
	looks_for: 'offers_for'
};
