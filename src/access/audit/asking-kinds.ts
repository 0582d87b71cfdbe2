import * as m from '#locales/messages.ts';

/** What is done with questions over people and to people, and by the desk in its hour: segments, surveys, outreach, Today. */
export const askingKinds = {
	'survey.answers': { group: 'look', said: m.audit_said_survey_answers },
	'segment.look': { group: 'look', said: m.audit_said_segment_look },
	'survey.export': { group: 'export', said: m.audit_said_survey_export },
	'segment.save': { group: 'people', said: m.audit_said_segment_save },
	'segment.remove': { group: 'people', said: m.audit_said_segment_remove },
	'survey.open': { group: 'telling', said: m.audit_said_survey_open },
	'survey.remind': { group: 'telling', said: m.audit_said_survey_remind },
	'survey.close': { group: 'telling', said: m.audit_said_survey_close },
	'survey.remove': { group: 'telling', said: m.audit_said_survey_remove },
	'outreach.callers': { group: 'look', said: m.audit_said_outreach_callers },
	'outreach.worth_calling': { group: 'look', said: m.audit_said_outreach_worth_calling },
	'today.look': { group: 'look', said: m.audit_said_today_look },
	'report.readers': { group: 'settings', said: m.audit_said_report_readers },
	'report.send': { group: 'mail', said: m.audit_said_report_send },
	'today.done': { group: 'people', said: m.audit_said_today_done },
	'today.put_off': { group: 'people', said: m.audit_said_today_put_off },
	'work.give': { group: 'people', said: m.audit_said_work_give },
	'outreach.ask': { group: 'returning', said: m.audit_said_outreach_ask },
	'outreach.round': { group: 'returning', said: m.audit_said_outreach_round },
	'outreach.round_stopped': { group: 'returning', said: m.audit_said_outreach_round_stopped },
	'outreach.sent': { group: 'returning', said: m.audit_said_outreach_sent },
	'outreach.close': { group: 'returning', said: m.audit_said_outreach_close },
	'jobs.retried': { group: 'settings', said: m.audit_said_jobs_retried },
	'jobs.dropped': { group: 'settings', said: m.audit_said_jobs_dropped }
} as const;
