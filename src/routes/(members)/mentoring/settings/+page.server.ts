import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords } from '#access/doors/form.ts';
import { capacityAtMost, themes } from '#gathering/mentoring/mentoring.ts';
import { offerMentoring, ownOffer, ownWish, seekMentoring } from '#gathering/mentoring/offers.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('mentoring.join', async ({ event, actor }) => {
	const [offer, wish] = await readAtOnce(actor, (db) =>
		Promise.all([ownOffer(db, actor), ownWish(db, actor)])
	);
	return { offer, wish, saved: event.url.searchParams.has('saved') };
});

const both = { themes: chosen(z.enum(themes)), words: someWords(1000), isOpen: z.enum(['yes', 'no']) };

export const actions = {
	offer: act(
		'mentoring.join',
		z.object({ ...both, capacity: z.coerce.number().int().min(1).max(capacityAtMost) }),
		async ({ actor }, { isOpen, ...wish }) => {
			await offerMentoring(actor, { ...wish, isOpen: isOpen === 'yes' });
			redirect(303, '/mentoring?saved');
		}
	),
	seek: act(
		'mentoring.join',
		z.object({ ...both, forEmployees: z.literal('yes').optional() }),
		async ({ actor }, { isOpen, forEmployees, ...wish }) => {
			await seekMentoring(actor, {
				...wish,
				isOpen: isOpen === 'yes',
				forEmployees: forEmployees === 'yes'
			});
			redirect(303, '/mentoring?saved');
		}
	)
};
