import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { digestWish, saveDigestWish } from '#gathering/digests/wishes.server.ts';
import { saveWishes, wishesOf } from '#gathering/notifications/notifications.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const [wishes, digest] = await readAtOnce(actor, (db) =>
		Promise.all([wishesOf(db, actor), digestWish(db, actor)])
	);
	return { wishes, digest, saved: event.url.searchParams.has('saved') };
});

export const actions = {
	wishes: act('me.change', z.object({ on: chosen(z.string().max(60)) }), async ({ actor }, { on }) => {
		await saveWishes(actor, on);
		redirect(303, '/me/notifications?saved');
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
			redirect(303, '/me/notifications?saved');
		}
	)
};
