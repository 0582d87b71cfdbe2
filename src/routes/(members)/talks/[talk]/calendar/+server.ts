import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { talkCalendar } from '#returning/casual-talks/talks.server.ts';

export const GET = door('talk.see', async ({ event, actor }) => {
	const text = await talkCalendar(actor, idOf(event.params.talk));
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'attachment; filename="okaeri.ics"'
		}
	});
});
