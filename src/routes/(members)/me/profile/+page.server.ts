import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, someWords, revisionField } from '#access/doors/form.ts';
import { addPicture, hold } from '#gathering/uploads/uploads.server.ts';
import { audiences, offers, writers } from '#people/profiles/profile.ts';
import { ownProfile, saveProfile, setPicture } from '#people/profiles/profiles.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = door('me.see', async ({ event, actor }) => ({
	...(await ownProfile(actor)),
	saved: event.url.searchParams.has('saved'),
	me: actor.personId
}));

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
	save: act('me.change', profile, async ({ actor }, wish) => {
		await saveProfile(actor, wish);
		redirect(303, '/me/profile?saved');
	}),
	picture: act('me.change', z.object({}), async ({ actor }, _, form) => {
		const file = form.get('picture');
		if (!(file instanceof File) || file.size === 0) throw new Invalid('no_file', 'picture');
		const { uploadId } = await addPicture(actor, file, { square: true }).catch((failure: unknown) => {
			throw failure instanceof Invalid ? new Invalid(failure.why, 'picture') : failure;
		});
		await inNetwork(actor, async (db) => {
			await hold(db, actor, 'profile', actor.personId, [uploadId]);
			await setPicture(db, actor, uploadId);
		});
		redirect(303, '/me/profile?saved');
	}),
	removePicture: act('me.change', z.object({}), async ({ actor }) => {
		await inNetwork(actor, (db) => setPicture(db, actor, null));
		redirect(303, '/me/profile?saved');
	})
};
