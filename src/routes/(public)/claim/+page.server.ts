import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { mailField, someWords, words } from '#access/doors/form.ts';
import { claimPlace, takesClaims } from '#people/claims/claims.server.ts';
import { noticeNow } from '#people/consents/notices.server.ts';
import { introducerOf } from '#people/passing-on/passing-on.server.ts';
import { today } from '#platform/clock/today.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = openDoor(async ({ event, network }) => {
	if (!(await takesClaims(network))) throw new NotFound('No claims here');
	const code = cutText(event.url.searchParams.get('from') ?? '', 20);
	const introducer = await introducerOf(network, code);
	const named = introducer && {
		familyName: introducer.familyName,
		givenName: introducer.givenName,
		familyKana: introducer.familyKana,
		givenKana: introducer.givenKana
	};
	return {
		isSent: event.url.searchParams.has('sent'),
		code: introducer ? code : '',
		introducer: named,
		hasNotice: (await noticeNow(network)).version > 0
	};
});

const firstYear = 1940;
/** A year as people type it, also in full-width digits. */
const year = z
	.string()
	.trim()
	.min(1, 'required')
	.max(20, 'out_of_bounds')
	.transform((text) => Number(text.normalize('NFKC').replace(/年$/, '')))
	.refine((number) => Number.isInteger(number) && number >= firstYear, 'out_of_bounds');
const claimForm = z.object({
	familyName: words(60),
	givenName: words(60),
	familyKana: someWords(60),
	givenKana: someWords(60),
	number: someWords(40),
	joinedYear: z.union([z.literal('').transform(() => null), year]).default(null),
	leftYear: year,
	department: someWords(200),
	words: someWords(1000),
	email: mailField,
	from: someWords(20)
});

export const actions = {
	default: openAct(claimForm, async ({ event, network }, { email, from, ...wish }) => {
		const thisYear = Number(today(network.timeZone).slice(0, 4));
		if (wish.leftYear > thisYear) throw new Invalid('out_of_bounds', 'leftYear');
		if (wish.joinedYear !== null && wish.joinedYear > wish.leftYear)
			throw new Invalid('out_of_bounds', 'joinedYear');
		await claimPlace(
			network,
			{ ...wish, address: email },
			{ sender: event.getClientAddress(), locale: event.locals.locale, code: from }
		);
		redirect(303, '/claim?sent');
	})
};
