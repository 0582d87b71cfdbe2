import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { quadrants } from '#people/standings/standing.ts';
import { peopleAtOnce, peopleIn } from '#seeing/quadrants/quadrants.server.ts';

const question = z.object({
	quadrant: z.enum(quadrants).catch('tied'),
	company: z.uuid().optional().catch(undefined),
	after: z.uuid().optional().catch(undefined)
});

export const load = door('quadrants.people', async ({ event, actor }) => {
	const { quadrant, company, after } = question.parse(Object.fromEntries(event.url.searchParams));
	const people = await peopleIn(actor, quadrant, company, after);
	return {
		people,
		quadrant,
		now: new Date(),
		next:
			people.length === peopleAtOnce
				? `?quadrant=${quadrant}${company ? `&company=${company}` : ''}&after=${people.at(-1)!.personId}`
				: null
	};
});
