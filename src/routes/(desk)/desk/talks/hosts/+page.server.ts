import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords, words } from '#access/doors/form.ts';
import { poolsAtDesk, saveBrief, savePool } from '#returning/casual-talks/hosting/pools.server.ts';

export const load = door('talks.see', async ({ event, actor }) => ({
	...(await poolsAtDesk(actor)),
	saved: event.url.searchParams.has('saved')
}));

const pool = z.object({
	pool: z.union([z.uuid(), z.literal('').transform(() => null)]).default(null),
	name: words(120),
	introduction: someWords(2000),
	hostsNeeded: z.coerce.number().int().min(1).max(3),
	minutes: z.coerce.number().pipe(z.union([z.literal(30), z.literal(45), z.literal(60)])),
	isOpen: z.string().optional().transform(Boolean),
	hosts: chosen(z.uuid())
});

export const actions = {
	pool: act('talks.see', pool, async ({ actor }, { pool: poolId, ...form }) => {
		await savePool(actor, poolId, form);
		redirect(303, '/desk/talks/hosts?saved');
	}),
	brief: act(
		'talks.see',
		z.object({ thinks: someWords(2000), expects: someWords(2000) }),
		async ({ actor }, brief) => {
			await saveBrief(actor, brief);
			redirect(303, '/desk/talks/hosts?saved#brief');
		}
	)
};
