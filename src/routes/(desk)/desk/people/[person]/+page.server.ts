import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, idOf } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';
import { readReasons } from '#people/departures/departures.server.ts';
import { nightOf } from '#people/invitations/night.server.ts';
import { invitePerson } from '#people/invitations/waves.server.ts';
import { mergedInto } from '#people/merging/merging.server.ts';
import { recordBesideJourney } from '#people/persons/record.server.ts';
import { readTellings } from '#people/second-tellings/second-tellings.server.ts';
import { sendOffOf } from '#people/send-offs/at-desk.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { today } from '#platform/clock/today.ts';
import { settleReferral } from '#returning/referrals/referrals.server.ts';
import { plannedReturns, recordReturn } from '#returning/rehires/planned-returns.server.ts';
import { journeyOf } from '#seeing/journeys/journeys.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';

export const load = door('person.see', async ({ event, actor, network }) => {
	const personId = idOf(event.params.person);
	const [journey, record, companies, sendOff, planned] = await Promise.all([
		journeyOf(actor, personId),
		recordBesideJourney(actor, personId),
		companiesOf(actor),
		sendOffOf(actor, personId),
		may(actor, 'rehire.record') ? plannedReturns(actor, personId) : []
	]).catch((failure: unknown) => elsewhere(actor, personId, failure));
	const wantsReasons = event.url.searchParams.has('reasons');
	return {
		journey,
		record,
		companies,
		planned: planned[0],
		sendOff,
		reasons: wantsReasons ? await readReasons(actor, personId) : undefined,
		tellings: wantsReasons ? await readTellings(actor, personId) : [],
		today: today(network.timeZone),
		now: new Date(),
		night: event.url.searchParams.has('invited') ? await nightOf(actor) : undefined,
		done: z
			.enum(['saved', 'merged', 'unmerged'])
			.safeParse([...event.url.searchParams.keys()].find((key) => key !== 'referral')).data,
		sameStays: z.coerce
			.number()
			.int()
			.min(0)
			.catch(0)
			.parse(event.url.searchParams.get('merged') ?? 0),
		referral: z.uuid().safeParse(event.url.searchParams.get('referral')).data
	};
});

/** Leads to the person into whom somebody was merged. Throws what went wrong where there is none. */
async function elsewhere(actor: Actor, personId: string, failure: unknown): Promise<never> {
	const keptId = failure instanceof NotFound ? await mergedInto(actor, personId) : undefined;
	if (keptId) redirect(303, `/desk/people/${keptId}`);
	throw failure;
}

export const actions = {
	rehire: act(
		'rehire.record',
		z.object({ company: z.uuid(), returnedOn: dayField }),
		async ({ event, actor }, { company, returnedOn }) => {
			const personId = idOf(event.params.person);
			await recordReturn(actor, { personId, companyId: company, returnedOn });
			redirect(303, `/desk/people/${personId}`);
		}
	),
	referral: act(
		'referral.see',
		z.object({ referral: z.uuid() }),
		async ({ event, actor }, { referral }) => {
			const personId = idOf(event.params.person);
			await settleReferral(actor, referral, personId);
			redirect(303, `/desk/people/${personId}`);
		}
	),
	invite: act(
		'invitation.send',
		z.object({ again: z.enum(['yes']).optional() }),
		async ({ event, actor }, { again }) => {
			const personId = idOf(event.params.person);
			await invitePerson(actor, personId, again === 'yes');
			redirect(303, `/desk/people/${personId}?invited`);
		}
	)
};
