import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { ownAddress } from '#people/persons/own-password.server.ts';
import { ownLastDay } from '#people/send-offs/leaver.server.ts';

/** Where the forms stand whose answers once came back to this page. */
const savedAt = {
	standing: '/me/standing',
	reasons: '/me/standing',
	'thought-of': '/me/standing',
	consents: '/me/account',
	password: '/me/account',
	reach: '/me/notifications'
};
const parts = Object.keys(savedAt) as (keyof typeof savedAt)[];

export const load = door('me.see', async ({ event, actor }) => {
	const { data: saved } = z.enum(parts).safeParse(event.url.searchParams.get('saved'));
	if (saved) redirect(303, `${savedAt[saved]}?saved=${saved}`);
	const [email, lastDay] = await Promise.all([ownAddress(actor), ownLastDay(actor)]);
	return { email, lastDay };
});
