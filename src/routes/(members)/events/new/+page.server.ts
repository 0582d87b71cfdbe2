import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { eventFields, seriesFields } from '#gathering/events/event-form.ts';
import { announceEvent, mustAnnounce } from '#gathering/events/events.server.ts';
import { groupFor } from '#gathering/groups/groups.server.ts';
import { zoneNames } from '#platform/clock/zones.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('event.host', async ({ event, actor }) => {
	const groupId = z.uuid().safeParse(event.url.searchParams.get('group')).data;
	const group = await readNetwork(actor, async (db) => {
		await mustAnnounce(db, actor, groupId ?? null);
		return groupId ? groupFor(db, actor, groupId) : undefined;
	});
	return {
		group,
		zones: zoneNames(actor.timeZone),
		timeZone: actor.timeZone
	};
});

export const actions = {
	default: act(
		'event.host',
		z.object({ ...eventFields, ...seriesFields, group: z.uuid().optional() }),
		async ({ actor }, { rhythm, times, group, ...wish }) => {
			redirect(303, `/events/${await announceEvent(actor, group ?? null, wish, { rhythm, times })}`);
		}
	)
};
