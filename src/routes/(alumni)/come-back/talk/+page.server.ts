import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { openHosts } from '#returning/casual-talks/hosts.server.ts';
import { bookTalk } from '#returning/casual-talks/talks.server.ts';

export const load = door('talk.book', async ({ event, actor }) => {
	const wanted = event.url.searchParams.get('host');
	const hosts = await openHosts(actor, wanted ? idOf(wanted) : undefined);
	return { hosts, chosen: wanted ? (hosts[0]?.personId ?? null) : null, timeZone: actor.timeZone };
});

const booking = z.object({ host: z.uuid(), startsAt: z.coerce.date('required'), wish: someWords(1000) });

export const actions = {
	default: act('talk.book', booking, async ({ actor }, { host, startsAt, wish }) => {
		redirect(303, `/talks/${await bookTalk(actor, host, startsAt, wish)}?booked`);
	})
};
