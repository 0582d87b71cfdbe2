import * as m from '#locales/messages.ts';
import { roleName } from '#gathering/roles/role-names.ts';
import { basisName } from '#people/contacts/basis.ts';
import { reasonName } from '#people/departures/reason.ts';
import { quadrantName } from '#people/standings/standing.ts';
import { statusName } from '#returning/applications/application.ts';
import { stateName } from '#seeing/people-list/words.ts';
import { detailNames } from './detail-names.ts';

type Names = Record<string, () => string>;

const states: Names = { ...stateName, ...statusName };
const signIns: Names = {
	demo: m.session_by_demo,
	link: m.session_by_link,
	passkey: m.session_by_passkey,
	password: m.session_by_password,
	sso: m.session_by_sso
};

/** The codes that a detail of the log may hold, by the detail's name in the log. */
const codesOf: Record<string, Names> = {
	after: roleName,
	basis: basisName,
	before: roleName,
	by: { operator: m.audit_by_operator },
	changed: detailNames,
	field: detailNames,
	fields: detailNames,
	format: {
		csv: m.table_csv,
		json: m.table_json,
		jsonl: m.audit_export_jsonl,
		xlsx: m.table_xlsx
	},
	group: {
		leavers: m.unlock_people_leavers,
		members: m.unlock_people_members,
		waiting: m.unlock_people_waiting
	},
	list: {
		applications: m.applications_title,
		audit: m.audit_title,
		events: m.nav_events,
		openings: m.nav_openings,
		outbox: m.desk_outbox,
		outreach: m.desk_outreach,
		people: m.desk_people,
		rehires: m.desk_rehires,
		talks: m.desk_talks,
		waves: m.desk_invitations
	},
	method: signIns,
	quadrant: quadrantName,
	quadrants: quadrantName,
	role: roleName,
	roles: roleName,
	state: states,
	status: states,
	way: signIns
};
const ofReasons = new Set(['reason', 'reasons', 'code', 'codes']);

/** A code as its reader calls it, by the name of the detail that holds it. Other words stay as they are. */
export function codeWords(name: string, words: string): string {
	if (ofReasons.has(name)) return reasonName(words);
	const names = codesOf[name];
	return names && Object.hasOwn(names, words) ? names[words]!() : words;
}
