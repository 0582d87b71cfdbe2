import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import {
	acceptClaim,
	claimsAtDesk,
	claimsAtOnce,
	declineClaim,
	recordsFor,
	reopenClaim
} from '#people/claims/deciding.server.ts';

const question = z.object({
	which: z.enum(['waiting', 'settled']).catch('waiting'),
	page: z.coerce.number().int().min(0).max(500).catch(0),
	claim: z.uuid().optional().catch(undefined),
	q: z.string().trim().max(100).catch(''),
	done: z.enum(['accepted', 'declined', 'recorded']).optional().catch(undefined)
});

export const load = door('claim.decide', async ({ event, actor }) => {
	const { which, page, claim, q, done } = question.parse(Object.fromEntries(event.url.searchParams));
	const claims = await claimsAtDesk(actor, which, page);
	return {
		claims,
		which,
		done,
		searched: claim,
		q,
		found: claim ? await recordsFor(actor, q) : [],
		next: claims.length === claimsAtOnce ? `?which=${which}&page=${page + 1}` : null
	};
});

const claimField = z.object({ claim: z.uuid() });

export const actions = {
	accept: act('claim.decide', claimField.extend({ person: z.uuid() }), async ({ actor }, wish) => {
		await acceptClaim(actor, wish.claim, wish.person);
		redirect(303, '/desk/claims?done=accepted');
	}),
	decline: act('claim.decide', claimField, async ({ actor }, { claim }) => {
		await declineClaim(actor, claim);
		redirect(303, '/desk/claims?done=declined');
	}),
	reopen: act('claim.decide', claimField, async ({ actor }, { claim }) => {
		await reopenClaim(actor, claim);
		redirect(303, '/desk/claims');
	})
};
