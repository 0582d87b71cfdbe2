import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { mailField } from '#access/doors/form.ts';
import { askForOwnProof, withdrawProof } from '#people/contacts/proving.server.ts';
import { ownNameForm } from '#people/persons/name-form.ts';
import { changeOwnName } from '#people/persons/naming.server.ts';
import { ownRecord } from '#people/persons/own-record.server.ts';

export const load = door('me.see', async ({ event, actor }) => ({
	person: await ownRecord(actor),
	done: z.enum(['name', 'asked', 'withdrawn']).safeParse(event.url.searchParams.get('done')).data
}));

export const actions = {
	name: act('me.change', ownNameForm, async ({ actor }, wish) => {
		await changeOwnName(actor, wish);
		redirect(303, '/me/personal?done=name#saved');
	}),
	prove: act('me.change', z.object({ email: mailField }), async ({ actor }, { email }) => {
		await askForOwnProof(actor, email);
		redirect(303, '/me/personal?done=asked#address');
	}),
	withdraw: act('me.change', z.object({}), async ({ actor }) => {
		await withdrawProof(actor, actor.personId);
		redirect(303, '/me/personal?done=withdrawn#address');
	})
};
