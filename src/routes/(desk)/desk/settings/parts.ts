import * as m from '#locales/messages.ts';

/** The pages of the settings, in the order in which a new network fills them in. */
export const parts = [
	{ href: '/desk/settings/look', title: m.settings_look, help: m.settings_look_help },
	{ href: '/desk/settings/address', title: m.settings_address, help: m.settings_address_help },
	{ href: '/desk/settings/companies', title: m.settings_companies, help: m.settings_companies_help },
	{ href: '/desk/settings/mail', title: m.settings_mail, help: m.settings_mail_help },
	{ href: '/desk/settings/joining', title: m.settings_joining, help: m.settings_joining_help },
	{ href: '/desk/settings/limits', title: m.settings_limits, help: m.settings_limits_help },
	{ href: '/desk/settings/keeping', title: m.keeping_title, help: m.keeping_help }
] as const;

const acts: Record<string, () => string> = {
	'settings.names': m.settings_names,
	'settings.accent': m.settings_accent,
	'settings.logo': m.settings_logo,
	'settings.hosts': m.settings_hosts,
	'settings.region': m.settings_region,
	'settings.mail': m.settings_mail,
	'settings.welcome': m.settings_welcome,
	'settings.notice': m.settings_notice,
	'settings.reach': m.settings_reach,
	'settings.keeping': m.settings_keeping
};

/** What was changed, by its line in the audit log. */
export const partName = (act: string): string => acts[act]?.() ?? m.settings_title();
