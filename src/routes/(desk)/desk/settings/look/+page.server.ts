import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { revisionField, words } from '#access/doors/form.ts';
import { fitAccent, leastContrast, ourLook, textContrast } from '#access/settings/accent.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { dropLogo, saveLogo } from '#access/settings/logo.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { Invalid } from '#platform/http/failures.ts';

export const load = door('settings.change', async ({ event, actor }) => {
	const settings = await settingsOf(actor);
	const accent = settings.accent || ourLook.light.accent;
	const shown = (theme: 'light' | 'dark') => {
		const fitted = settings.accent ? fitAccent(accent, theme) : ourLook[theme];
		const was = leastContrast(settings.accent ? accent : fitted.accent, theme);
		return { theme, ...fitted, was, isAdjusted: was < textContrast };
	};
	return {
		settings,
		accent,
		themes: [shown('light'), shown('dark')],
		saved: event.url.searchParams.get('saved')
	};
});

const part = z.object({ revision: revisionField, part: z.string().max(20) });
const colour = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^#[0-9a-f]{6}$/, 'not_a_colour');

export const actions = {
	names: act(
		'settings.change',
		part.extend({ nameJa: words(60), nameEn: words(60) }),
		async ({ actor }, { revision, nameJa, nameEn }) => {
			await saveSettings(actor, 'names', revision, { nameJa, nameEn });
			redirect(303, '/desk/settings/look?saved=names#names');
		}
	),
	logo: act('settings.change', part, async ({ actor }, { revision }, form) => {
		const file = form.get('logo');
		if (!(file instanceof File) || file.size === 0) throw new Invalid('no_file', 'logo');
		await saveLogo(actor, revision, Buffer.from(await file.arrayBuffer()));
		redirect(303, '/desk/settings/look?saved=logo#logo');
	}),
	dropLogo: act('settings.change', part, async ({ actor }, { revision }) => {
		await dropLogo(actor, revision);
		redirect(303, '/desk/settings/look?saved=logo#logo');
	}),
	accent: act(
		'settings.change',
		part.extend({ accent: colour }),
		async ({ actor }, { revision, accent }) => {
			await saveSettings(actor, 'accent', revision, { accent });
			redirect(303, '/desk/settings/look?saved=accent#accent');
		}
	),
	dropAccent: act('settings.change', part, async ({ actor }, { revision }) => {
		await saveSettings(actor, 'accent', revision, { accent: '' });
		redirect(303, '/desk/settings/look?saved=accent#accent');
	})
};
