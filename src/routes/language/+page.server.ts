import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { openAct, openDoor } from '#access/doors/doors.server.ts';
import { localPath } from '#access/doors/form.ts';
import { chooseAtDoor } from '#people/persons/door-language.server.ts';
import { chooseLanguage } from '#people/persons/persons.server.ts';
import { locales } from '#platform/locale/reader.ts';

export const load = openDoor(() => redirect(303, '/'));

export const actions = {
	default: openAct(
		z.object({ locale: z.enum(locales), here: localPath }),
		async ({ event, actor, network }, { locale, here }) => {
			if (actor) await chooseLanguage(actor, locale);
			if (!actor || network.isDemo)
				chooseAtDoor(event.cookies, locale, event.url.protocol === 'https:');
			redirect(303, here);
		}
	)
};
