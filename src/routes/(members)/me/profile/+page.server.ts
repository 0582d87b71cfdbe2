import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords, revisionField } from '#access/doors/form.ts';
import { ownPictureActs } from '#gathering/uploads/own-picture-acts.server.ts';
import { bringPicture } from '#gathering/uploads/own-picture.server.ts';
import { aims } from '#people/profiles/came-for.ts';
import { aimsOf, saveCameFor } from '#people/profiles/came-for.server.ts';
import { audiences, offers, writers } from '#people/profiles/profile.ts';
import { ownProfile, saveProfile } from '#people/profiles/profiles.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const [profile, cameFor] = await Promise.all([
		ownProfile(actor),
		readNetwork(actor, (db) => aimsOf(db, actor))
	]);
	return { ...profile, cameFor, saved: event.url.searchParams.get('saved'), me: actor.personId };
});

const audience = z.enum(audiences);
const profile = z.object({
	revision: revisionField,
	presentCompany: someWords(200),
	headline: someWords(100),
	introduction: someWords(2000),
	place: someWords(100),
	skills: someWords(600).transform((text) =>
		[
			...new Set(
				text
					.split(/[、,\n]+/)
					.map((one) => cutText(one.trim(), 40))
					.filter(Boolean)
			)
		].slice(0, 20)
	),
	offers: chosen(z.enum(offers)),
	looksFor: chosen(z.enum(offers)),
	isListed: z.string().optional().transform(Boolean),
	writtenBy: z.enum(writers),
	careerFor: audience,
	presentFor: audience,
	placeFor: audience,
	skillsFor: audience,
	introductionFor: audience,
	offersFor: audience
});

export const actions = {
	save: act('me.change', profile, async ({ actor }, wish, form) => {
		const picture = form.get('picture');
		const brought =
			picture instanceof File && picture.size > 0 ? await bringPicture(actor, picture) : undefined;
		await saveProfile(actor, wish);
		redirect(303, brought ? `/me/picture?brought=${brought.uploadId}` : '/me/profile?saved#saved');
	}),
	cameFor: act('me.change', z.object({ aims: chosen(z.enum(aims)) }), async ({ actor }, wish) => {
		await saveCameFor(actor, wish.aims);
		redirect(303, '/me/profile?saved=came-for#saved');
	}),
	...ownPictureActs
};
