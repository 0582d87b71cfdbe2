import * as m from '#locales/messages.ts';
import { may, type Permission } from '#access/policy/policy.ts';

/** What a token may reach. What people told in confidence has a scope of its own. */
export const scopes = [
	'people.read',
	'people.write',
	'send_offs.write',
	'scim',
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
	'people.write': m.scope_people_write,
	'send_offs.write': m.scope_send_offs_write,
	scim: m.scope_scim,
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

/** What someone must be allowed to do themselves to give a token this scope. */
const needed: Record<Scope, Permission> = {
	'people.read': 'person.see',
	'people.write': 'hr_import.load',
	'send_offs.write': 'send_off.run',
	scim: 'send_off.run',
	'contacts.read': 'person.see',
	'confidential.read': 'reasons.read',
	'gathering.read': 'home.see',
	'telling.read': 'change.write',
	'openings.read': 'opening.see',
	'openings.write': 'opening.write',
	'applications.read': 'application.handle',
	'applications.write': 'application.handle',
	'talks.read': 'talks.see',
	'rehires.read': 'rehire.record',
	'figures.read': 'quadrants.see',
	'webhooks.read': 'api.manage',
	'webhooks.write': 'api.manage'
};

/** The scopes among these that someone may give a token: what they may not do themselves, no token of theirs does. */
export function scopesWithin(who: Parameters<typeof may>[0], wanted: readonly Scope[] = scopes): Scope[] {
	if (!may(who, 'api.manage')) return [];
	return wanted.filter((scope) => may(who, needed[scope]));
}
