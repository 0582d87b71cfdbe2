import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { mayAnnounce } from '#access/policy/rules.ts';
import { events, eventsAtOnce } from '#gathering/events/events.server.ts';
import { makeFeed } from '#gathering/events/feeds.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('event.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const when = searchParams.get('when') === 'past' ? 'past' : 'ahead';
	const after = z
		.object({ at: z.iso.datetime(), id: z.uuid() })
		.safeParse({ at: searchParams.get('at'), id: searchParams.get('id') }).data;
	const found = await readAtOnce(actor, (db) => events(db, actor, when, after ? { after } : {}));
	const last = found.length === eventsAtOnce ? found.at(-1) : undefined;
	return {
		events: found,
		when,
		mayAnnounce: mayAnnounce(actor),
		mayPropose: may(actor, 'event.propose'),
		next: last ? `?when=${when}&at=${last.startsAt.toISOString()}&id=${last.eventId}` : null
	};
});

export const actions = {
	feed: act('event.see', z.object({}), async ({ event, actor }) => ({
		feed: `${event.url.origin}/calendar/${await makeFeed(actor)}`
	}))
};
