import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, words } from '#access/doors/form.ts';
import { restsOn, withdrawBasis, type OneBasis } from '#people/invitations/basis-withdrawing.server.ts';
import { NotFound } from '#platform/http/failures.ts';

const basisInPath = z.object({
	basis: z.enum(['consent_on_leaving', 'notice']),
	on: dayField,
	note: z.string().max(500).default('')
});

/** The basis that the address names. Throws NotFound where it names none. */
function basisOf({ searchParams }: URL): OneBasis {
	const read = basisInPath.safeParse(Object.fromEntries(searchParams));
	if (!read.success) throw new NotFound('No such basis');
	return read.data;
}

export const load = door('invitation.send', async ({ event, actor }) => {
	const which = basisOf(event.url);
	return { which, resting: await restsOn(actor, which) };
});

export const actions = {
	default: act('invitation.send', z.object({ why: words(500) }), async ({ event, actor }, { why }) => {
		const people = await withdrawBasis(actor, basisOf(event.url), why);
		redirect(303, `/desk/invitations?withdrawn=${people}`);
	})
};
