import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, idOf } from '#access/doors/form.ts';
import * as m from '#locales/messages.ts';
import { readReasons } from '#people/departures/departures.server.ts';
import { invitePerson } from '#people/invitations/waves.server.ts';
import { today } from '#platform/clock/today.ts';
import { settleReferral } from '#returning/referrals/referrals.server.ts';
import { recordRehire } from '#returning/rehires/rehires.server.ts';
import { journeyOf } from '#seeing/journeys/journeys.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';

export const load = door('person.see', async ({ event, actor, network }) => {
	const personId = idOf(event.params.person);
	const [journey, companies] = await Promise.all([journeyOf(actor, personId), companiesOf(actor)]);
	const wantsReasons = event.url.searchParams.has('reasons');
	return {
		journey,
		companies,
		reasons: wantsReasons ? await readReasons(actor, personId) : undefined,
		today: today(network.timeZone),
		now: new Date(),
		invited: event.url.searchParams.has('invited'),
		referral: z.uuid().safeParse(event.url.searchParams.get('referral')).data
	};
});

export const actions = {
	rehire: act(
		'rehire.record',
		z.object({ company: z.uuid(), returnedOn: dayField }),
		async ({ event, actor }, { company, returnedOn }) => {
			const personId = idOf(event.params.person);
			await recordRehire(actor, personId, company, returnedOn);
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
			await invitePerson(actor, personId, m.wave_single(), again === 'yes');
			redirect(303, `/desk/people/${personId}?invited`);
		}
	)
};
