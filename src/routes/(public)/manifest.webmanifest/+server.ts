import { openDoor } from '#access/doors/doors.server.ts';
import { fitAccent } from '#access/settings/accent.ts';

/** What a browser needs to install the network on a phone: its name, colours and sign. */
export const GET = openDoor(({ event, network }) => {
	const { nameJa, nameEn, accent, logoMark } = network;
	const { locale } = event.locals;
	const name = locale === 'ja' ? nameJa : nameEn;
	const signs = logoMark
		? [192, 512].map((side) => ({
				src: `/logo/icon_${side}?r=${logoMark}`,
				sizes: `${side}x${side}`,
				type: 'image/png'
			}))
		: [
				...[192, 512].map((side) => ({
					src: `/lamp-${side}.png`,
					sizes: `${side}x${side}`,
					type: 'image/png'
				})),
				{ src: '/lamp.svg', sizes: 'any', type: 'image/svg+xml' }
			];
	const manifest = {
		name,
		short_name: name,
		lang: locale,
		id: '/home',
		start_url: '/home',
		scope: '/',
		display: 'standalone',
		background_color: '#fbfaf7',
		theme_color: accent ? fitAccent(accent, 'light').accent : '#c8561f',
		icons: signs,
		share_target: {
			action: '/share',
			method: 'GET',
			params: { title: 'title', text: 'text', url: 'url' }
		}
	};
	return new Response(JSON.stringify(manifest), {
		headers: { 'content-type': 'application/manifest+json' }
	});
});
