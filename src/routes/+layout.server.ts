import { graceOf } from '#access/doors/gate.ts';

/** Pages are rendered on the server and work without scripts. A page that needs a script includes it itself. */
export const csr = false;

export const load = ({ locals, url }) => ({
	here: url.pathname,
	locale: locals.locale,
	network: locals.network
		? {
				name: locals.locale === 'ja' ? locals.network.nameJa : locals.network.nameEn,
				isDemo: locals.network.isDemo,
				logo: locals.network.logoMark ? `/logo/header?r=${locals.network.logoMark}` : null,
				logoMark: locals.network.logoMark || null,
				/** The colour of the network's own stylesheet, without its sign; '' where it has none. */
				look: locals.network.accent.slice(1)
			}
		: null,
	timeZone: locals.timeZone,
	waiting: locals.waiting ?? null,
	/** Days left to set up the second factor that one needs; null where there is nothing to do. */
	graceDays: (locals.signIn && graceOf(locals.signIn)) ?? null,
	actor: locals.actor
		? {
				familyName: locals.actor.familyName,
				givenName: locals.actor.givenName,
				familyKana: locals.actor.familyKana,
				givenKana: locals.actor.givenKana,
				roles: locals.actor.roles,
				isSuspended: locals.actor.isSuspended,
				partsOff: locals.actor.partsOff ?? []
			}
		: null
});
