import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { slotsOfHost } from '#returning/casual-talks/hosts.server.ts';
import { cancelTalk, moveTalk, talkOf } from '#returning/casual-talks/talks.server.ts';

export const load = door('talk.see', async ({ event, actor }) => {
	const talk = await talkOf(actor, idOf(event.params.talk));
	const isMoving = event.url.searchParams.has('move') && talk.state === 'booked';
	return { talk, isHost: talk.hostId === actor.personId, slots: isMoving ? await slotsOfHost(actor, talk.hostId) : undefined, timeZone: actor.timeZone, booked: event.url.searchParams.has('booked') };
});

export const actions = {
	move: act('talk.see', z.object({ startsAt: z.coerce.date('required') }), async ({ event, actor }, { startsAt }) => {
		const talkId = idOf(event.params.talk);
		await moveTalk(actor, talkId, startsAt);
		redirect(303, `/talks/${talkId}?booked`);
	}),
	cancel: act('talk.see', z.object({}), async ({ event, actor }) => {
		const talkId = idOf(event.params.talk);
		await cancelTalk(actor, talkId);
		redirect(303, `/talks/${talkId}`);
	})
};
