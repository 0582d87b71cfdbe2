import * as m from '#locales/messages.ts';
import type { KeepKind, WaitKind } from './kinds.ts';

type Words = { name: () => string; why: () => string };

/** What each kind is called, and why it is kept for that long. */
export const keepWords: Record<KeepKind | WaitKind, Words> = {
	application: { name: m.keeping_application, why: m.keeping_application_why },
	talk_words: { name: m.keeping_talk_words, why: m.keeping_talk_words_why },
	touchpoint: { name: m.keeping_touchpoint, why: m.keeping_touchpoint_why },
	report: { name: m.keeping_report, why: m.keeping_report_why },
	concern: { name: m.keeping_concern, why: m.keeping_concern_why },
	notification: { name: m.keeping_notification, why: m.keeping_notification_why },
	draft: { name: m.keeping_draft, why: m.keeping_draft_why },
	mail_body: { name: m.keeping_mail_body, why: m.keeping_mail_body_why },
	mail: { name: m.keeping_mail, why: m.keeping_mail_why },
	bounce: { name: m.keeping_bounce, why: m.keeping_bounce_why },
	address_proof: { name: m.keeping_address_proof, why: m.keeping_address_proof_why },
	import_open: { name: m.keeping_import_open, why: m.keeping_import_open_why },
	import_rows: { name: m.keeping_import_rows, why: m.keeping_import_rows_why },
	webhook: { name: m.keeping_webhook, why: m.keeping_webhook_why },
	session: { name: m.keeping_session, why: m.keeping_session_why },
	import_trace: { name: m.keeping_import_trace, why: m.keeping_import_trace_why },
	merge_step: { name: m.keeping_merge_step, why: m.keeping_merge_step_why },
	upload: { name: m.keeping_upload, why: m.keeping_upload_why },
	api_answer: { name: m.keeping_api_answer, why: m.keeping_api_answer_why },
	push: { name: m.keeping_push, why: m.keeping_push_why },
	own_data: { name: m.keeping_own_data, why: m.keeping_own_data_why },
	erasure_grace: { name: m.keeping_erasure_grace, why: m.keeping_erasure_grace_why }
};
