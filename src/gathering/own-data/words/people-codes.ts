import * as m from '#locales/messages.ts';
import { roleName } from '#gathering/roles/role-names.ts';
import { basisName } from '#people/contacts/basis.ts';
import { wayName } from '#people/contacts/left-alone.ts';
import { howName } from '#people/consents/source.ts';
import { departureKindName } from '#people/departures/kind.ts';
import { aimName } from '#people/profiles/came-for.ts';
import { audienceName, closedKindName, offerName, writersName } from '#people/profiles/profile.ts';
import { becauseName, sendOffStateName, throughName } from '#people/send-offs/send-off.ts';
import { touchpointName } from '#people/touchpoints/touchpoint.ts';
import type { Codes } from './codes.ts';

const purposes = {
	network: m.purpose_network,
	return_mail: m.purpose_return_mail,
	former_manager: m.purpose_former_manager,
	group_sharing: m.purpose_group_sharing
};
const views = { stated: m.view_stated, revisited: m.view_revisited, desk: m.view_desk };
const saidBy = { person: m.own_data_value_you, desk: m.role_steward };

/** Codes about someone, their stays, their leaving and their wishes. */
export const peopleCodes: Readonly<Record<string, Codes>> = {
	roles: roleName,
	let_in_as: { rejoiner: m.open_to_rejoiners, companion: m.own_data_value_companion },
	basis: basisName,
	'consent.purpose': purposes,
	'mail.purpose': purposes,
	consents: purposes,
	given_how: howName,
	withdrawn_how: howName,
	'left_alone.way': wayName,
	learned_from: { hr_file: m.own_data_value_hr_file, ...saidBy },
	'departure.kind': departureKindName,
	'send_off.kind': departureKindName,
	'send_off.state': sendOffStateName,
	begun_through: throughName,
	because: becauseName,
	view: views,
	can_return: { yes: m.standing_can_yes, no: m.standing_can_no, unknown: m.standing_can_unknown },
	wants_to_return: {
		yes: m.standing_wants_yes,
		no: m.standing_wants_no,
		unknown: m.standing_wants_unknown
	},
	said_by: saidBy,
	career_for: audienceName,
	present_for: audienceName,
	place_for: audienceName,
	skills_for: audienceName,
	introduction_for: audienceName,
	offers_for: audienceName,
	offers: offerName,
	looks_for: offerName,
	closed_to: closedKindName,
	came_for: aimName,
	written_by: writersName,
	'hidden_from.kind': { company: m.change_company, domain: m.own_data_value_domain },
	'claim.state': {
		unproved: m.own_data_value_address_unproved,
		proved: m.own_data_value_address_proved,
		waiting: m.claims_waiting,
		let_in: m.claims_state_let_in,
		declined: m.claims_state_declined,
		is_member: m.claims_state_is_member
	},
	'invitation_wave.state': {
		running: m.send_off_running,
		stopped: m.mail_stopped,
		sent: m.mail_sent
	},
	'hr_import.status': {
		receiving: m.import_receiving,
		reading: m.import_reading,
		read: m.import_read,
		writing: m.import_writing,
		written: m.import_written,
		failed: m.import_failed,
		undoing: m.import_undoing,
		undone: m.import_undone
	},
	'planned_return.state': {
		planned: m.planned_state,
		missed: m.planned_missed,
		returned: m.referral_returned,
		called_off: m.mail_cancelled
	},
	'rehire_said.what': {
		change: m.said_change,
		letter: m.said_letter,
		story: m.said_story,
		called: m.said_called,
		people: m.said_people,
		talk: m.said_talk,
		opening: m.said_opening,
		own_life: m.said_own_life,
		other: m.said_other
	},
	'touchpoint.kind': touchpointName
};
