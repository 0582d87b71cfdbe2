import { redirect } from '@sveltejs/kit';
import { openDoor } from '#access/doors/doors.server.ts';
import { countMiss } from '#access/limits/limits.server.ts';
import { calendarOf } from '#gathering/events/calendar.ts';
import { feedBy } from '#gathering/events/feeds.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { originAt } from '#platform/config/config.ts';

/** A member's own calendar. A calendar program cannot sign in, so the address itself is the secret. */
export const GET = openDoor(async ({ event, network }) => {
	const isPerson = event.request.headers.get('accept')?.includes('text/html');
	const events = await countMiss('token.address', event.getClientAddress(), () =>
		feedBy(network, event.params.token ?? '', originAt(network.hosts))
	).catch((problem) => {
		if (isPerson && problem instanceof NotFound) redirect(303, '/sign-in?link=gone');
		throw problem;
	});
	return new Response(calendarOf(network.nameJa, events), {
		headers: { 'content-type': 'text/calendar; charset=utf-8' }
	});
});
