import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { mailField, revisionField, someWords } from '#access/doors/form.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { config } from '#platform/config/config.ts';

export const load = door('settings.change', async ({ event, actor }) => ({
	settings: await settingsOf(actor),
	from: config().MAIL_FROM,
	saved: event.url.searchParams.get('saved')
}));

/** A name in a mail's header stands on one line, and brackets would end it. */
const name = someWords(100).refine((text) => !/[\r\n<>"]/.test(text), 'not_a_name');
const mailForm = z.object({
	revision: revisionField,
	part: z.string().max(20),
	senderName: name,
	replyAddress: z.union([z.literal(''), mailField]).default(''),
	postalAddress: someWords(300),
	contact: someWords(200)
});

export const actions = {
	mail: act('settings.change', mailForm, async ({ actor }, { revision, part: _, ...wish }) => {
		await saveSettings(actor, 'mail', revision, wish);
		redirect(303, '/desk/settings/mail?saved=mail#mail');
	})
};
