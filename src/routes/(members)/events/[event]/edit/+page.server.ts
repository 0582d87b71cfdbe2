import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { editEvent } from '#gathering/events/changing.server.ts';
import { eventFields } from '#gathering/events/event-form.ts';
import { mustRun } from '#gathering/events/events.server.ts';
import { localOf } from '#gathering/events/series.ts';
import { zoneNames } from '#platform/clock/zones.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('event.see', async ({ event, actor }) => {
	const one = await readNetwork(actor, (db) => mustRun(db, actor, idOf(event.params.event)));
	return {
		event: {
			...one,
			startsAt: localOf(one.startsAt, one.timeZone),
			endsAt: localOf(one.endsAt, one.timeZone)
		},
		zones: zoneNames(one.timeZone)
	};
});

export const actions = {
	default: act(
		'event.see',
		z.object({ ...eventFields, revision: revisionField }),
		async ({ event, actor }, wish) => {
			await editEvent(actor, idOf(event.params.event), wish);
			redirect(303, `/events/${event.params.event}`);
		}
	)
};
