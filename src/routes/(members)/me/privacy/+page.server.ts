import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { hidingFields } from '#people/blocks/hiding.ts';
import { closeTo, hideFrom, ownPrivacy } from '#people/blocks/hiding.server.ts';
import { unblock } from '#people/blocks/blocks.server.ts';
import { closedKinds } from '#people/profiles/profile.ts';

export const load = door('me.see', async ({ event, actor }) => ({
	privacy: await ownPrivacy(actor),
	saved: event.url.searchParams.get('saved')
}));

export const actions = {
	hide: act('me.change', z.object(hidingFields), async ({ actor }, wish) => {
		await hideFrom(actor, wish);
		redirect(303, '/me/privacy?saved=employer#saved');
	}),
	close: act('me.change', z.object({ closedTo: chosen(z.enum(closedKinds)) }), async ({ actor }, wish) => {
		await closeTo(actor, wish.closedTo);
		redirect(303, '/me/privacy?saved=closed#saved');
	}),
	unblock: act('person.block', z.object({ person: z.uuid() }), async ({ actor }, { person }) => {
		await unblock(actor, person);
		redirect(303, '/me/privacy?saved=blocked#blocked');
	})
};
