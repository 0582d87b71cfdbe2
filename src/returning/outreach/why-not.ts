import * as m from '#locales/messages.ts';

const why = {
	not_member: m.not_called_not_member,
	no_consent: m.not_called_no_consent,
	do_not_contact: m.not_called_do_not_contact,
	running: m.not_called_running,
	lately: m.not_called_lately,
	employed: m.not_called_employed,
	no_caller: m.not_called_no_caller,
	by_hand: m.not_called_by_hand,
	callers_full: m.outreach_round_full
};

/** Why nobody was asked to write to someone of a round. */
export function notAskedWhy(outcome: string): string {
	return outcome in why ? why[outcome as keyof typeof why]() : outcome;
}
