import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, clockField, zoneField } from '#access/doors/form.ts';
import { triedIn } from '#access/doors/form-state.ts';
import { digestWish, saveDigestWish } from '#gathering/digests/wishes.server.ts';
import { saveWishes, wishesOf } from '#gathering/notifications/notifications.server.ts';
import { ownReach, saveReach } from '#people/persons/self.server.ts';
import { zoneNames } from '#platform/clock/zones.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const [[wishes, digest], reach] = await Promise.all([
		readAtOnce(actor, (db) => Promise.all([wishesOf(db, actor), digestWish(db, actor)])),
		ownReach(actor)
	]);
	return {
		wishes,
		digest,
		reach,
		zones: zoneNames(reach.timeZone),
		tried: triedIn(event.url),
		saved: event.url.searchParams.get('saved')
	};
});

const reachForm = z.object({
	mailsPerMonth: z.coerce
		.number('not_a_number')
		.int('not_a_number')
		.min(0, 'out_of_bounds')
		.max(31, 'out_of_bounds'),
	quietFrom: clockField,
	quietUntil: clockField,
	doNotContact: z.string().optional().transform(Boolean),
	timeZone: zoneField
});
const saved = (form: string): never => redirect(303, `/me/notifications?saved=${form}#saved`);

export const actions = {
	wishes: act('me.change', z.object({ on: chosen(z.string().max(60)) }), async ({ actor }, { on }) => {
		await saveWishes(actor, on);
		saved('wishes');
	}),
	digest: act(
		'me.change',
		z.object({
			wantsDigest: z.string().optional().transform(Boolean),
			digestWeekday: z.coerce.number().int().min(1).max(7),
			pushesPerDay: z.coerce.number().int().min(0).max(100)
		}),
		async ({ actor }, wish) => {
			await saveDigestWish(actor, wish);
			saved('digest');
		}
	),
	reach: act('me.change', reachForm, async ({ actor }, wish) => {
		await saveReach(actor, wish);
		saved('reach');
	})
};
