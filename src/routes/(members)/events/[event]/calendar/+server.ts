import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { calendarOf } from '#gathering/events/calendar.ts';
import { eventFor } from '#gathering/events/events.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

/** One event as a file for a calendar. */
export const GET = door('event.see', async ({ event, actor, network }) => {
	const one = await readNetwork(actor, (db) => eventFor(db, actor, idOf(event.params.event)));
	const text = calendarOf(network.nameJa, [{ ...one, page: `${event.url.origin}/events/${one.eventId}` }]);
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'attachment; filename="okaeri.ics"'
		}
	});
});
