import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { quadrantBoard } from '#seeing/quadrants/quadrants.server.ts';

export const load = door('quadrants.see', async ({ event, actor }) => {
	const company = z.uuid().safeParse(event.url.searchParams.get('company'));
	return {
		board: await quadrantBoard(actor, company.data),
		company: company.data ?? '',
		seesPeople: may(actor, 'quadrants.people')
	};
});
