import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { ownPictureActs } from '#gathering/uploads/own-picture-acts.server.ts';
import { broughtPicture } from '#gathering/uploads/own-picture.server.ts';
import { ownProfile } from '#people/profiles/profiles.server.ts';

export const load = door('me.see', async ({ event, actor }) => {
	const broughtId = z.uuid().safeParse(event.url.searchParams.get('brought')).data;
	const { profile } = await ownProfile(actor);
	return {
		pictureId: profile?.pictureId ?? null,
		brought: broughtId ? await broughtPicture(actor, broughtId) : undefined,
		me: actor.personId
	};
});

export const actions = ownPictureActs;
