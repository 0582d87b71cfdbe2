import { openDoor } from '#access/doors/doors.server.ts';
import { lookSheet } from '#access/settings/accent.ts';
import { keptLong } from '#platform/http/kept.ts';

/** The network's accent as a stylesheet: the pages' policy allows no styles in them. Its address names the colour. */
export const GET = openDoor(({ event, network: { accent } }) => {
	const isCurrent = event.url.searchParams.get('accent') === accent.slice(1);
	return new Response(accent ? lookSheet(accent) : '', {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': keptLong(isCurrent) }
	});
});
