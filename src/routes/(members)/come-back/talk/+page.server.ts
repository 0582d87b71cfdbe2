import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, localField, momentField, several, someWords } from '#access/doors/form.ts';
import { instantAt } from '#gathering/events/series.ts';
import { SlotTaken, bookTalk, type With } from '#returning/casual-talks/booking/booking.server.ts';
import { doorsToTalk, hostToTalk, poolToTalk } from '#returning/casual-talks/booking/hosts.server.ts';
import {
	openProposals,
	proposeTimes,
	withdrawProposal
} from '#returning/casual-talks/booking/proposals.server.ts';
import { meetingRules } from '#returning/meeting-rules/meeting-rules.server.ts';
import { ways } from '#returning/casual-talks/talk.ts';

export const load = door('talk.book', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const [host, pool] = [searchParams.get('host'), searchParams.get('pool')];
	const [chosen, doors, proposals, rules] = await Promise.all([
		host ? hostToTalk(actor, idOf(host)) : pool ? poolToTalk(actor, idOf(pool)) : undefined,
		host || pool ? undefined : doorsToTalk(actor),
		openProposals(actor),
		meetingRules(actor, event.locals.locale)
	]);
	return {
		chosen,
		doors: chosen ? undefined : (doors ?? (await doorsToTalk(actor))),
		proposals,
		rules,
		now: new Date(),
		timeZone: actor.timeZone,
		isProposed: searchParams.has('proposed')
	};
});

const how = { way: z.enum(ways, 'required'), telephone: someWords(40), wish: someWords(1000) };
const booking = z.object({
	host: z.uuid().optional(),
	pool: z.uuid().optional(),
	startsAt: momentField,
	...how
});
const localTime = z.union([z.literal(''), localField]);

export const actions = {
	book: act('talk.book', booking, async ({ actor }, { host, pool, ...wish }) => {
		const whom: With = pool ? { pool } : { host: idOf(host) };
		let talkId: string;
		try {
			talkId = await bookTalk(actor, whom, wish);
		} catch (failure) {
			if (!(failure instanceof SlotTaken)) throw failure;
			return fail(409, {
				values: { way: wish.way, telephone: wish.telephone, wish: wish.wish },
				problems: { startsAt: 'slot_taken' } as Record<string, string>,
				others: failure.others
			});
		}
		redirect(303, `/talks/${talkId}?booked`);
	}),
	propose: act(
		'talk.book',
		z.object({ host: z.uuid(), times: several(localTime), ...how }),
		async ({ actor }, { host, times, ...wish }) => {
			await proposeTimes(actor, host, {
				...wish,
				times: times
					.filter(Boolean)
					.slice(0, 3)
					.map((time) => instantAt(time, actor.timeZone))
			});
			redirect(303, '/come-back/talk?proposed');
		}
	),
	withdraw: act('talk.book', z.object({ proposal: z.uuid() }), async ({ actor }, { proposal }) => {
		await withdrawProposal(actor, proposal);
		redirect(303, '/come-back/talk');
	})
};
