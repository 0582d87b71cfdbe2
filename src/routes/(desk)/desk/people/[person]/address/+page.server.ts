import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, idOf, mailField, revisionField, someWords, words } from '#access/doors/form.ts';
import { allowMailAgain, recordAddress } from '#people/contacts/addresses.server.ts';
import { basesAtDesk } from '#people/contacts/basis.ts';
import { leaveAlone, liftLeaveAlone } from '#people/contacts/left-alone.server.ts';
import { ways } from '#people/contacts/left-alone.ts';
import { askForProof, withdrawProof } from '#people/contacts/proving.server.ts';
import { recordOf } from '#people/persons/record.server.ts';
import { today } from '#platform/clock/today.ts';

export const load = door('person.change', async ({ event, actor, network }) => ({
	person: await recordOf(actor, idOf(event.params.person)),
	today: today(network.timeZone),
	saved: event.url.searchParams.has('saved')
}));

const backTo = (personId: string): never => redirect(303, `/desk/people/${personId}/address?saved`);

export const actions = {
	record: act(
		'person.change',
		z.object({
			revision: revisionField,
			email: mailField,
			basis: z.enum(basesAtDesk, 'required'),
			basisOn: dayField,
			basisNote: someWords(500)
		}),
		async ({ event, actor }, wish) => {
			const personId = idOf(event.params.person);
			await recordAddress(actor, personId, wish);
			backTo(personId);
		}
	),
	prove: act('person.change', z.object({ email: mailField }), async ({ event, actor }, { email }) => {
		const personId = idOf(event.params.person);
		await askForProof(actor, personId, email);
		backTo(personId);
	}),
	withdraw: act('person.change', z.object({}), async ({ event, actor }) => {
		const personId = idOf(event.params.person);
		await withdrawProof(actor, personId);
		backTo(personId);
	}),
	again: act('person.change', z.object({}), async ({ event, actor }) => {
		const personId = idOf(event.params.person);
		await allowMailAgain(actor, personId);
		backTo(personId);
	}),
	leaveAlone: act(
		'person.change',
		z.object({ way: z.enum(ways, 'required'), saidOn: dayField, words: someWords(1000) }),
		async ({ event, actor }, wish) => {
			const personId = idOf(event.params.person);
			await leaveAlone(actor, personId, wish);
			backTo(personId);
		}
	),
	lift: act('person.change', z.object({ why: words(1000) }), async ({ event, actor }, { why }) => {
		const personId = idOf(event.params.person);
		await liftLeaveAlone(actor, personId, why);
		backTo(personId);
	})
};
