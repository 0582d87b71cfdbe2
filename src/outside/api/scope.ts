import * as m from '#locales/messages.ts';

/** What a token may reach. What people told in confidence has a scope of its own. */
export const scopes = [
	'people.read',
	'contacts.read',
	'confidential.read',
	'gathering.read',
	'telling.read',
	'openings.read',
	'openings.write',
	'applications.read',
	'applications.write',
	'talks.read',
	'rehires.read',
	'figures.read',
	'webhooks.read',
	'webhooks.write'
] as const;
export type Scope = (typeof scopes)[number];

export const scopeName: Record<Scope, () => string> = {
	'people.read': m.scope_people_read,
	'contacts.read': m.scope_contacts_read,
	'confidential.read': m.scope_confidential_read,
	'gathering.read': m.scope_gathering_read,
	'telling.read': m.scope_telling_read,
	'openings.read': m.scope_openings_read,
	'openings.write': m.scope_openings_write,
	'applications.read': m.scope_applications_read,
	'applications.write': m.scope_applications_write,
	'talks.read': m.scope_talks_read,
	'rehires.read': m.scope_rehires_read,
	'figures.read': m.scope_figures_read,
	'webhooks.read': m.scope_webhooks_read,
	'webhooks.write': m.scope_webhooks_write
};
