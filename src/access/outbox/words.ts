import * as m from '#locales/messages.ts';
import type { MailKind } from '#platform/mail/mail.server.ts';
import type { MailHealth, Standstill } from '#platform/mail/standstill.ts';
import { troubleOf, type Trouble } from '#platform/mail/trouble.ts';

const troubles: Record<Trouble, () => string> = {
	no_address: m.mail_trouble_no_address,
	mailbox_full: m.mail_trouble_mailbox_full,
	content: m.mail_trouble_content,
	blocked: m.mail_trouble_blocked,
	sender: m.mail_trouble_sender,
	password: m.mail_trouble_password,
	tls: m.mail_trouble_tls,
	unknown_host: m.mail_trouble_unknown_host,
	unreachable: m.mail_trouble_unreachable,
	silent: m.mail_trouble_silent,
	busy: m.mail_trouble_busy,
	other: m.mail_trouble_other
};

/** What a server's answer means, in a sentence. */
export const troubleText = (said: string): string => troubles[troubleOf(said)]();

/** Why mail stands still, in a sentence. */
export function standstillText(
	why: Standstill,
	health: Pick<MailHealth, 'kept' | 'due' | 'dueSince'>
): string {
	if (why === 'no_server') return m.mail_still_no_server({ count: health.kept });
	if (why === 'failing') return m.mail_still_failing({ count: health.due });
	return m.mail_still_waiting({ count: health.due, since: health.dueSince ?? new Date() });
}

export const mailKinds: Record<MailKind, () => string> = {
	invitation: m.mail_kind_invitation,
	sign_in: m.mail_kind_sign_in,
	match: m.mail_kind_match,
	talk: m.mail_kind_talk,
	application: m.mail_kind_application,
	notification: m.mail_kind_notification,
	owed: m.mail_kind_owed,
	digest: m.mail_kind_digest,
	pulse: m.mail_kind_pulse,
	send_off: m.mail_kind_send_off,
	second_telling: m.mail_kind_second_telling,
	letter_approval: m.mail_kind_letter_approval,
	test: m.mail_kind_test,
	role: m.mail_kind_role,
	password: m.mail_kind_password,
	address_proof: m.mail_kind_address_proof,
	address_notice: m.mail_kind_address_notice,
	claim_proof: m.mail_kind_claim_proof,
	claim: m.mail_kind_claim,
	leaving: m.mail_kind_leaving,
	desk_notice: m.mail_kind_desk_notice,
	own_data: m.mail_kind_own_data,
	erasure: m.mail_kind_erasure,
	report: m.mail_kind_report,
	interview: m.mail_kind_interview,
	outreach: m.mail_kind_outreach
};

export const mailStates: Record<string, () => string> = {
	waiting: m.mail_waiting,
	sent: m.mail_sent,
	failed: m.mail_failed,
	stopped: m.mail_stopped,
	expired: m.mail_expired,
	unsure: m.mail_unsure,
	cancelled: m.mail_cancelled
};
