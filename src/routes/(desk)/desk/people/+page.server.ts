import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { findPeople, peopleAtOnce } from '#seeing/journeys/journeys.server.ts';

const question = z.object({
	q: z.string().trim().max(100).catch(''),
	after: z.uuid().optional().catch(undefined),
	referral: z.uuid().optional().catch(undefined)
});

export const load = door('person.see', async ({ event, actor }) => {
	const {
		q = '',
		after,
		referral
	} = question.parse({ q: '', ...Object.fromEntries(event.url.searchParams) });
	const people = await findPeople(actor, q, after);
	return {
		q,
		referral,
		people,
		next:
			people.length === peopleAtOnce
				? `?q=${encodeURIComponent(q)}&after=${people.at(-1)!.personId}${referral ? `&referral=${referral}` : ''}`
				: null
	};
});
