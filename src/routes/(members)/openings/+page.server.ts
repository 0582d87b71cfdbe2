import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { openingsFor, shownAtOnce } from '#returning/openings/reading.server.ts';
import { nextPage, searchOf, wishForm } from '#returning/openings/search-form.ts';
import { dropWish, makeWish, ownWishes } from '#returning/openings/wishes.server.ts';

export const load = door('opening.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const search = searchOf(searchParams);
	const mayWish = may(actor, 'opening.wish');
	const [openings, companies, wishes] = await Promise.all([
		openingsFor(
			actor,
			{
				terms: search.terms,
				...(search.companyId ? { companyId: search.companyId } : {}),
				...(search.reason ? { reason: search.reason } : {})
			},
			search.before
		),
		companiesOf(actor),
		mayWish ? ownWishes(actor) : []
	]);
	return {
		openings,
		companies,
		wishes,
		search,
		mayWish,
		mayRefer: may(actor, 'referral.make'),
		isWished: searchParams.has('wished'),
		next: openings.length === shownAtOnce ? nextPage(searchParams, openings.at(-1)!.openingId) : null
	};
});

export const actions = {
	wish: act('opening.wish', wishForm, async ({ actor }, { company, ...wish }) => {
		await makeWish(actor, { ...wish, companyId: company });
		redirect(303, '/openings?wished#wishes');
	}),
	drop: act('opening.wish', z.object({ wish: z.uuid() }), async ({ actor }, { wish }) => {
		await dropWish(actor, wish);
		redirect(303, '/openings#wishes');
	})
};
