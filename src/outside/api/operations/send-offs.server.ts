import { z } from 'zod';
import { departureKinds } from '#people/departures/kind.ts';
import { runningOf, writeBeginning } from '#people/send-offs/beginning.server.ts';
import { writeLastDay } from '#people/send-offs/changing.server.ts';
import { day, id, orNull } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';

const begin = operation({
	id: 'beginSendOff',
	method: 'post',
	path: '/send-offs',
	tag: 'People',
	summary: 'Begins the send-off of somebody who is going to leave, or moves its last day',
	description:
		'After the last day the stay ends by itself, and a member turns from employee into alumnus. The desk sees the ' +
		'send-off at once. Asked again while it runs, its last day and kind become what is said.',
	scope: 'send_offs.write',
	body: z.strictObject({
		personId: z.uuid().describe('Who leaves: somebody who works here.'),
		lastOn: day.describe('The last day of the stay, at most a year ahead.'),
		kind: z.enum(departureKinds).nullish().describe('What kind of leaving it is.')
	}),
	answer: z
		.object({ id, personId: id, lastOn: day, kind: orNull(z.enum(departureKinds)) })
		.meta({ id: 'SendOff' }),
	status: 200,
	handle: async ({ db, bearer, body: { personId, lastOn, kind = null } }) => {
		const by = { networkId: bearer.networkId, personId: bearer.madeBy };
		const running = await runningOf(db, personId);
		if (running) await writeLastDay(db, by, running, { lastOn, kind });
		const sendOffId =
			running ?? (await writeBeginning(db, by, { personId, lastOn, kind, talkerId: null }, 'api'));
		return { id: sendOffId, personId, lastOn, kind };
	}
});

/** How an HR system tells that somebody leaves. */
export const sendOffOperations: readonly Operation[] = [begin];
