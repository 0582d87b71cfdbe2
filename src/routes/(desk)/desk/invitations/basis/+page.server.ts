import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, someWords } from '#access/doors/form.ts';
import { importsToChoose, peopleWithoutBasis } from '#people/invitations/choosing.server.ts';
import { recordBasis } from '#people/invitations/waves.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { today } from '#platform/clock/today.ts';
import { readChoice } from '../choice-fields.ts';

export const load = door('invitation.send', async ({ event, actor, network }) => {
	const { typed, choice } = readChoice(event.url.searchParams);
	const [found, companies, imports] = await Promise.all([
		peopleWithoutBasis(actor, choice),
		companiesOf(actor),
		importsToChoose(actor)
	]);
	return { ...found, typed, companies, imports, today: today(network.timeZone) };
});

export const actions = {
	default: act(
		'invitation.send',
		z.object({
			basis: z.enum(['consent_on_leaving', 'notice'], 'required'),
			on: dayField,
			note: someWords(500)
		}),
		async ({ event, actor }, { basis, on, note }) => {
			const { choice } = readChoice(event.url.searchParams);
			const people = await recordBasis(actor, basis, on, note, choice);
			redirect(303, `/desk/invitations?recorded=${people}`);
		}
	)
};
