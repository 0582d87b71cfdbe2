import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { clockField, revisionField } from '#access/doors/form.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { saveUsualReach } from '#people/contacts/usual-reach.server.ts';

export const load = door('settings.change', async ({ event, actor }) => ({
	settings: await settingsOf(actor),
	saved: event.url.searchParams.get('saved')
}));

const part = z.object({ revision: revisionField, part: z.string().max(20) });
const between = (least: number, most: number) =>
	z
		.string()
		.trim()
		.min(1, 'required')
		.transform(Number)
		.pipe(
			z
				.number('not_a_number')
				.int('not_a_number')
				.min(least, 'out_of_bounds')
				.max(most, 'out_of_bounds')
		);
/** A time of day as the database writes it: one that is the same differs in nothing. */
const clock = clockField.transform((time) => `${time.slice(0, 5)}:00`);

export const actions = {
	reach: act(
		'settings.change',
		part.extend({ quietFrom: clock, quietUntil: clock, mailsPerMonth: between(0, 31) }),
		async ({ actor }, { revision, quietFrom, quietUntil, mailsPerMonth }) => {
			await saveUsualReach(actor, revision, { quietFrom, quietUntil, mailsPerMonth });
			redirect(303, '/desk/settings/limits?saved=reach#reach');
		}
	),
	keeping: act(
		'settings.change',
		part.extend({ invitationDays: between(1, 90) }),
		async ({ actor }, { revision, part: _, ...wish }) => {
			await saveSettings(actor, 'keeping', revision, wish);
			redirect(303, '/desk/settings/limits?saved=keeping#keeping');
		}
	)
};
