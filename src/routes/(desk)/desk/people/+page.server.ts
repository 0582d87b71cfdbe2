import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { findPeople, peopleAtOnce } from '#seeing/journeys/journeys.server.ts';

const question = z.object({
	q: z.string().trim().max(100).catch(''),
	tag: z.string().trim().min(1).max(40).optional().catch(undefined),
	after: z.uuid().optional().catch(undefined),
	referral: z.uuid().optional().catch(undefined)
});

export const load = door('person.see', async ({ event, actor }) => {
	const {
		q = '',
		tag,
		after,
		referral
	} = question.parse({ q: '', ...Object.fromEntries(event.url.searchParams) });
	const people = await findPeople(actor, q, after, tag);
	const further = new URLSearchParams({
		q,
		...(tag ? { tag } : {}),
		...(referral ? { referral } : {}),
		...(people.length === peopleAtOnce ? { after: people.at(-1)!.personId } : {})
	});
	return {
		q,
		tag,
		removed: event.url.searchParams.has('removed'),
		referral,
		people,
		next: people.length === peopleAtOnce ? `?${further}` : null
	};
});
