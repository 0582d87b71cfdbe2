import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { clearView, confirmReason, ownViews, refuseReason } from '#people/departures/own-reasons.server.ts';
import { isReasonCode } from '#people/departures/reason.ts';
import {
	clearNote,
	clearStanding,
	clearStandings,
	ownStandings
} from '#people/standings/own-standings.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { matchPerson } from '#telling/matches/matching.server.ts';

export const load = door('standing.say', async ({ event, actor }) => {
	const [standings, views] = await readAtOnce(actor, (db) =>
		Promise.all([ownStandings(db, actor), ownViews(db, actor)])
	);
	return { standings, views, saved: event.url.searchParams.has('saved') };
});

const ofStanding = z.object({ standing: z.uuid() });
const ofView = z.object({ tenureId: z.uuid(), view: z.enum(['stated', 'revisited', 'desk']) });
const ofReason = ofView.extend({ code: z.string().max(60).refine(isReasonCode) });

/** What no longer rests on anything goes before the page is answered. */
async function done(actor: Actor, part: string): Promise<never> {
	await matchPerson(actor);
	redirect(303, `/me/said?saved#${part}`);
}

export const actions = {
	clearStanding: act('standing.say', ofStanding, async ({ actor }, { standing }) => {
		await clearStanding(actor, standing);
		await done(actor, 'standings');
	}),
	clearStandings: act(
		'standing.say',
		z.object({ sure: z.literal('yes', 'required') }),
		async ({ actor }) => {
			await clearStandings(actor);
			await done(actor, 'standings');
		}
	),
	clearNote: act('standing.say', ofStanding, async ({ actor }, { standing }) => {
		await clearNote(actor, standing);
		redirect(303, '/me/said?saved#standings');
	}),
	confirm: act('reasons.say', ofReason, async ({ actor }, { code, ...view }) => {
		await confirmReason(actor, view, code);
		redirect(303, '/me/said?saved#reasons');
	}),
	refuse: act('reasons.say', ofReason, async ({ actor }, { code, ...view }) => {
		await refuseReason(actor, view, code);
		await done(actor, 'reasons');
	}),
	clearView: act(
		'reasons.say',
		ofView.extend({ sure: z.literal('yes', 'required') }),
		async ({ actor }, { sure: _, ...view }) => {
			await clearView(actor, view);
			await done(actor, 'reasons');
		}
	)
};
