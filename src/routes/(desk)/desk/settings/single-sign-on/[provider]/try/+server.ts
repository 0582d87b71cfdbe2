import { redirect } from '@sveltejs/kit';
import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { markBrowser } from '#access/single-sign-on/cookie.server.ts';
import { setOutOnTrial } from '#access/single-sign-on/passing.server.ts';
import { originAt } from '#platform/config/config.ts';

/** Leads an admin to a provider and back, to see what it says. It is a link, since a form leads to no other site. */
export const GET = door('single_sign_on.manage', async ({ event, actor, network }) => {
	const home = new URL(originAt(network.hosts));
	if (event.url.host !== home.host) {
		redirect(303, `${home.origin}${event.url.pathname}`, { external: [home.origin] });
	}
	await countTry('write.person', actor.personId);
	const providerId = idOf(event.params.provider);
	const browser = markBrowser(event.cookies);
	const address = await setOutOnTrial(actor, network, { providerId, browser });
	redirect(303, address, { external: [new URL(address, home).origin] });
});
