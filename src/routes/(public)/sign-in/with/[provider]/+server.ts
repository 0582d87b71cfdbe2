import { redirect } from '@sveltejs/kit';
import { openDoor } from '#access/doors/doors.server.ts';
import { idOf, localPath } from '#access/doors/form.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { markBrowser } from '#access/single-sign-on/cookie.server.ts';
import { setOut } from '#access/single-sign-on/passing.server.ts';
import { orRefused } from '#access/single-sign-on/refused.server.ts';
import { originAt } from '#platform/config/config.ts';

/** Leads to an identity provider. Its answer comes to the network's first host, so the way begins there, too. */
export const GET = openDoor(async ({ event, network }) => {
	const { url, params, cookies } = event;
	const home = new URL(originAt(network.hosts));
	if (url.host !== home.host) {
		redirect(303, `${home.origin}${url.pathname}${url.search}`, { external: [home.origin] });
	}
	await countTry('sign_on.address', event.getClientAddress());
	const address = await orRefused(() =>
		setOut(network, {
			providerId: idOf(params.provider),
			browser: markBrowser(cookies),
			next: localPath.parse(url.searchParams.get('next') ?? '/'),
			hint: (url.searchParams.get('hint') ?? '').slice(0, 254)
		})
	);
	redirect(303, address, { external: [new URL(address).origin] });
});
