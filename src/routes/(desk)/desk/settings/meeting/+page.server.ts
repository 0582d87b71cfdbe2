import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, revisionField, someWords } from '#access/doors/form.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { concernRoles } from '#returning/concerns/concern.ts';
import { Invalid } from '#platform/http/failures.ts';

export const load = door('settings.change', async ({ event, actor }) => ({
	settings: await settingsOf(actor),
	saved: event.url.searchParams.get('saved')
}));

const meetingForm = z.object({
	revision: revisionField,
	part: z.string().max(20),
	meetingRulesJa: someWords(4000),
	meetingRulesEn: someWords(4000),
	meetingContact: someWords(500),
	concernRoles: chosen(z.enum(concernRoles))
});

export const actions = {
	meeting: act('settings.change', meetingForm, async ({ actor }, { revision, part: _, ...wish }) => {
		if (wish.concernRoles.length === 0) throw new Invalid('required', 'concernRoles');
		await saveSettings(actor, 'meeting', revision, wish);
		redirect(303, '/desk/settings/meeting?saved=meeting#meeting');
	})
};
