import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { localPath } from '#access/doors/form.ts';
import { chooseLanguage } from '#people/persons/persons.server.ts';
import { locales } from '#platform/locale/reader.ts';

export const load = openDoor(() => redirect(303, '/'));

export const actions = {
	default: openAct(
		z.object({ locale: z.enum(locales), here: localPath }),
		async ({ event, actor }, { locale, here }) => {
			event.cookies.set('okaeri_locale', locale, {
				path: '/',
				maxAge: 31_536_000,
				sameSite: 'lax',
				httpOnly: true,
				secure: event.url.protocol === 'https:'
			});
			if (actor) await chooseLanguage(actor, locale);
			redirect(303, here);
		}
	)
};
