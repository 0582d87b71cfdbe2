import * as m from '#locales/messages.ts';
import { may, type Permission, type Who } from '#access/policy/policy.ts';

type Page = { href: string; title: () => string; help: () => string; permission?: Permission };

/** The pages of the settings, in the order in which a new network fills them in. */
const pages: readonly Page[] = [
	{ href: '/desk/settings/look', title: m.settings_look, help: m.settings_look_help },
	{ href: '/desk/settings/address', title: m.settings_address, help: m.settings_address_help },
	{ href: '/desk/settings/companies', title: m.settings_companies, help: m.settings_companies_help },
	{ href: '/desk/settings/parts', title: m.parts_title, help: m.parts_help },
	{ href: '/desk/settings/mail', title: m.settings_mail, help: m.settings_mail_help },
	{ href: '/desk/settings/joining', title: m.settings_joining, help: m.settings_joining_help },
	{ href: '/desk/settings/meeting', title: m.settings_meeting, help: m.settings_meeting_help },
	{ href: '/desk/settings/limits', title: m.settings_limits, help: m.settings_limits_help },
	{ href: '/desk/settings/keeping', title: m.keeping_title, help: m.keeping_help },
	{ href: '/desk/settings/sign-in', title: m.settings_sign_in, help: m.settings_sign_in_help },
	{
		href: '/desk/settings/single-sign-on',
		title: m.sign_on_title,
		help: m.sign_on_help,
		permission: 'single_sign_on.manage'
	},
	{
		href: '/desk/settings/audit',
		title: m.settings_audit,
		help: m.settings_audit_help,
		permission: 'audit.set'
	},
	{
		href: '/desk/settings/support',
		title: m.settings_support,
		help: m.settings_support_help,
		permission: 'support.see'
	}
];

/** Those of the pages that someone may open. */
export const partsFor = (who: Who | undefined): Page[] =>
	pages.filter(({ permission }) => may(who, permission ?? 'settings.change'));

const acts: Record<string, () => string> = {
	'settings.names': m.settings_names,
	'settings.accent': m.settings_accent,
	'settings.logo': m.settings_logo,
	'settings.hosts': m.settings_hosts,
	'settings.open_to': m.open_to_title,
	'settings.parts': m.parts_title,
	'settings.collaborations': m.collab_title,
	'settings.costs': m.overview_cost_form,
	'settings.region': m.settings_region,
	'settings.maps': m.settings_maps,
	'settings.mail': m.settings_mail,
	'settings.welcome': m.settings_welcome,
	'settings.notice': m.settings_notice,
	'settings.claims': m.settings_claims,
	'settings.meeting': m.settings_meeting,
	'settings.reach': m.settings_reach,
	'settings.keeping': m.settings_keeping,
	'settings.sign_in': m.settings_sign_in,
	'settings.audit': m.settings_audit
};

/** What was changed, by its line in the audit log. */
export const partName = (act: string): string => acts[act]?.() ?? m.settings_title();
