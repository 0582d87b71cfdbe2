import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { may, type Permission } from '#access/policy/policy.ts';

type Section = {
	href: string;
	label: () => string;
	about: () => string;
	permission: Permission;
	/** The pages that belong to it. */
	within: readonly string[];
	/** What of it stood on the first page of all, by its place there: links in mails that went out lead to these. */
	once: readonly string[];
};

/** The parts of one's own page. */
const sections: readonly Section[] = [
	{
		href: '/me/standing',
		label: m.own_standing,
		about: m.own_standing_about,
		permission: 'standing.say',
		within: ['/me/said', '/me/why'],
		once: ['standing', 'reasons', 'thought-of']
	},
	{
		href: '/me/profile',
		label: m.nav_profile,
		about: m.own_profile_about,
		permission: 'me.see',
		within: ['/me/picture'],
		once: []
	},
	{
		href: '/me/notifications',
		label: m.nav_notifications,
		about: m.own_notifications_about,
		permission: 'me.see',
		within: [],
		once: ['reach']
	},
	{
		href: '/me/account',
		label: m.own_account,
		about: m.own_account_about,
		permission: 'me.see',
		within: [
			'/me/personal',
			'/me/password',
			'/me/security',
			'/me/consents',
			'/me/privacy',
			'/me/data',
			'/me/leave'
		],
		once: ['consents']
	}
];

/** The parts that are open to someone. */
export const sectionsFor = (actor: Pick<Actor, 'roles'> | undefined) =>
	sections.filter(({ permission }) => may(actor, permission));

/** The part to which a page belongs; undefined for pages that belong to none. */
export const sectionOf = (path: string) =>
	sections.find(({ href, within }) =>
		[href, ...within].some((place) => path === place || path.startsWith(`${place}/`))
	);
