import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { countThoughtOf } from '#people/send-offs/thought-of.server.ts';
import { openingsAtDesk, openingsAtOnce } from '#returning/openings/openings.server.ts';
import { nextPage } from '#returning/openings/search-form.ts';
import { wishesAtDesk } from '#returning/openings/wishes.server.ts';

export const load = door('opening.write', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const state = z.enum(['draft', 'open', 'closed']).safeParse(searchParams.get('state')).data;
	const [openings, wishes, thoughtOf] = await Promise.all([
		openingsAtDesk(actor, state, z.uuid().safeParse(searchParams.get('before')).data),
		wishesAtDesk(actor),
		countThoughtOf(actor)
	]);
	return {
		openings,
		wishes,
		thoughtOf,
		state: state ?? '',
		next: openings.length === openingsAtOnce ? nextPage(searchParams, openings.at(-1)!.openingId) : null
	};
});
