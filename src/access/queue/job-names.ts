import * as m from '#locales/messages.ts';
import type { JobName } from '#platform/jobs/jobs.server.ts';

/** What each job in the background is called on the screen. */
const names: Readonly<Record<JobName, () => string>> = {
	'mail.send': m.queue_job_mail_send,
	'mail.send_at_once': m.queue_job_mail_send_at_once,
	'sign_in.asked': m.queue_job_sign_in_asked,
	'mail.trouble': m.queue_job_mail_trouble,
	'mail.look_after': m.queue_job_mail_look_after,
	'hr_import.read': m.queue_job_hr_import_read,
	'hr_import.write': m.queue_job_hr_import_write,
	'hr_import.undo': m.queue_job_hr_import_undo,
	'people_list.freshen': m.queue_job_people_list_freshen,
	'keeping.tidy': m.queue_job_keeping_tidy,
	'erasures.due': m.queue_job_erasures_due,
	'own_data.make': m.queue_job_own_data_make,
	'hr_imports.look': m.queue_job_hr_imports_look,
	'invitation_wave.send': m.queue_job_invitation_wave_send,
	'invitation_wave.next': m.queue_job_invitation_wave_next,
	'claim.proved': m.queue_job_claim_proved,
	'leavings.end': m.queue_job_leavings_end,
	'claims.tidy': m.queue_job_claims_tidy,
	'change.due': m.queue_job_change_due,
	'invitations.remind': m.queue_job_invitations_remind,
	'change.published': m.queue_job_change_published,
	'letter.due': m.queue_job_letter_due,
	'letter.published': m.queue_job_letter_published,
	'segment.count': m.queue_job_segment_count,
	'survey.opened': m.queue_job_survey_opened,
	'survey.remind': m.queue_job_survey_remind,
	'survey.mix': m.queue_job_survey_mix,
	'surveys.round': m.queue_job_surveys_round,
	'story.published': m.queue_job_story_published,
	'person.joined': m.queue_job_person_joined,
	'person.spoke': m.queue_job_person_spoke,
	'standing.changed': m.queue_job_standing_changed,
	'overview.count': m.queue_job_overview_count,
	'report.send': m.queue_job_report_send,
	'tellings.count': m.queue_job_tellings_count,
	'notifications.deliver': m.queue_job_notifications_deliver,
	'link.preview': m.queue_job_link_preview,
	'group.fill': m.queue_job_group_fill,
	'event.announced': m.queue_job_event_announced,
	'digest.send': m.queue_job_digest_send,
	'reasons.read': m.queue_job_reasons_read,
	'outreach.follow_up': m.queue_job_outreach_follow_up,
	'outreach_round.ask': m.queue_job_outreach_round_ask,
	'pulse.ask': m.queue_job_pulse_ask,
	'send_offs.complete': m.queue_job_send_offs_complete,
	'second_tellings.ask': m.queue_job_second_tellings_ask,
	'post.erase': m.queue_job_post_erase,
	'rehire.recorded': m.queue_job_rehire_recorded,
	'calendar.read': m.queue_job_calendar_read,
	'webhook.deliver': m.queue_job_webhook_deliver,
	'webhook.switched_off': m.queue_job_webhook_switched_off,
	'opening.opened': m.queue_job_opening_opened,
	'opening_feed.read': m.queue_job_opening_feed_read,
	'papers.tidy': m.queue_job_papers_tidy,
	'collaborations.close': m.queue_job_collaborations_close,
	'openings.close': m.queue_job_openings_close,
	'returns.due': m.queue_job_returns_due,
	'check_ins.ask': m.queue_job_check_ins_ask,
	'events.remind': m.queue_job_events_remind,
	'polls.close': m.queue_job_polls_close,
	'talk.called_off': m.queue_job_talk_called_off,
	'application.withdrawn': m.queue_job_application_withdrawn,
	'talks.remind': m.queue_job_talks_remind,
	'calendars.read': m.queue_job_calendars_read,
	'audit.ship': m.queue_job_audit_ship,
	'audit.tidy': m.queue_job_audit_tidy
};

/** What a job is called. One that a newer or an older version left has no name here. */
export const jobName = (job: string): string =>
	Object.hasOwn(names, job) ? names[job as JobName]() : m.queue_other_job();

const causes = {
	gone: m.queue_cause_gone,
	network: m.queue_cause_network,
	database: m.queue_cause_database,
	room: m.queue_cause_room,
	other: m.queue_cause_other
};
export type Cause = keyof typeof causes;

/** Why a job failed and what to do about it. */
export const causeText = (cause: Cause): string => causes[cause]();
