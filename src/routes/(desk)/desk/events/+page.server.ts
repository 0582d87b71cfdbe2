import { door } from '#access/doors/doors.server.ts';
import { events } from '#seeing/event-list/event-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { viewActions } from '../lists.server.ts';

export const load = door('event.decide', async ({ event, actor }) => ({
	table: await lookAt(actor, events, event.url.searchParams)
}));

export const actions = viewActions(events, '/desk/events');
