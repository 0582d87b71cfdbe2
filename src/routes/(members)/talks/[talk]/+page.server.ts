import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, words, momentField } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { meetingRules } from '#returning/meeting-rules/meeting-rules.server.ts';
import { briefFor } from '#returning/casual-talks/hosting/brief.server.ts';
import { cancelTalk, putBackTalk, undoOfTalk } from '#returning/casual-talks/booking/calling-off.server.ts';
import { placeTalk } from '#returning/casual-talks/booking/placing.server.ts';
import { moveTalk, slotsToMove } from '#returning/casual-talks/booking/moving.server.ts';
import { talkOf } from '#returning/casual-talks/talks.server.ts';
import { missTalk, talkWasHeld } from '#returning/casual-talks/after/missing.server.ts';
import { thankForTalk } from '#returning/casual-talks/after/thanking.server.ts';
import { stageOf } from '#returning/casual-talks/talk.ts';

export const load = door('talk.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const talk = await talkOf(actor, idOf(event.params.talk));
	const stage = stageOf(talk, new Date());
	const isHost = talk.alumnusId !== actor.personId;
	const isMoving = searchParams.has('move') && stage === 'ahead';
	const [slots, brief, undo, rules] = await Promise.all([
		isMoving ? slotsToMove(actor, talk.talkId) : undefined,
		isHost && stage !== 'cancelled' ? briefFor(actor, talk.talkId) : undefined,
		stage === 'cancelled' ? undoOfTalk(actor, talk.talkId) : undefined,
		meetingRules(actor, event.locals.locale)
	]);
	return {
		talk,
		stage,
		isHost,
		slots,
		brief,
		undo,
		rules,
		canReport: !isHost && may(actor, 'concern.make'),
		isPutBack: searchParams.has('back'),
		personId: actor.personId,
		ticket: randomUUID(),
		timeZone: actor.timeZone,
		booked: searchParams.has('booked'),
		moved: searchParams.has('moved'),
		placed: searchParams.has('placed'),
		thanked: searchParams.has('thanked')
	};
});

const talkId = (event: { params: { talk: string } }) => idOf(event.params.talk);

export const actions = {
	move: act('talk.see', z.object({ startsAt: momentField }), async ({ event, actor }, { startsAt }) => {
		await moveTalk(actor, talkId(event), startsAt);
		redirect(303, `/talks/${talkId(event)}?moved`);
	}),
	place: act('talk.see', z.object({ place: words(500) }), async ({ event, actor }, { place }) => {
		await placeTalk(actor, talkId(event), place);
		redirect(303, `/talks/${talkId(event)}?placed`);
	}),
	cancel: act('talk.see', z.object({}), async ({ event, actor }) => {
		await cancelTalk(actor, talkId(event));
		redirect(303, `/talks/${talkId(event)}`);
	}),
	putBack: act('talk.see', z.object({}), async ({ event, actor }) => {
		await putBackTalk(actor, talkId(event));
		redirect(303, `/talks/${talkId(event)}?back`);
	}),
	miss: act('talk.see', z.object({}), async ({ event, actor }) => {
		await missTalk(actor, talkId(event));
		redirect(303, `/talks/${talkId(event)}`);
	}),
	held: act('talk.see', z.object({}), async ({ event, actor }) => {
		await talkWasHeld(actor, talkId(event));
		redirect(303, `/talks/${talkId(event)}`);
	}),
	thank: act(
		'host.be',
		z.object({ words: words(1000), ticket: z.uuid(), meant: z.string().optional() }),
		async ({ event, actor }, said) => {
			await thankForTalk(actor, talkId(event), {
				words: said.words,
				ticket: said.ticket,
				isMeant: said.meant === 'yes'
			});
			redirect(303, `/talks/${talkId(event)}?thanked#thanks`);
		}
	)
};
