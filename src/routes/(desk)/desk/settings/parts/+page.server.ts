import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, revisionField } from '#access/doors/form.ts';
import { offBy, presets } from '#access/parts/part-names.ts';
import { parts } from '#access/parts/parts.ts';
import { opennesses } from '#access/policy/letting-in.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { partsHave, saveParts } from '#access/settings/parts.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';

export const load = door('settings.change', async ({ event, actor }) => {
	const [settings, have] = await Promise.all([settingsOf(actor), partsHave(actor)]);
	const { searchParams } = event.url;
	return {
		settings,
		have,
		saved: searchParams.get('saved'),
		/** Which parts were on before they were saved just now, so that it can be taken back. */
		before: searchParams.has('before')
			? parts.filter((part) => searchParams.getAll('before').includes(part))
			: null
	};
});

const part = z.object({ revision: revisionField, part: z.string().max(20) });
const known = chosen(z.enum(parts));
const done = (before: readonly string[]) => {
	const query = new URLSearchParams([
		['saved', 'parts'],
		['before', ''],
		...before.map((on) => ['before', on])
	]);
	return `/desk/settings/parts?${query}#parts`;
};

export const actions = {
	parts: act(
		'settings.change',
		part.extend({ on: known, before: known }),
		async ({ actor }, { revision, on, before }) => {
			await saveParts(
				actor,
				revision,
				parts.filter((one) => !on.includes(one))
			);
			redirect(303, done(before));
		}
	),
	preset: act(
		'settings.change',
		part.extend({ preset: z.enum(presets), before: known }),
		async ({ actor }, { revision, preset, before }) => {
			await saveParts(actor, revision, offBy(preset));
			redirect(303, done(before));
		}
	),
	collaborations: act(
		'settings.change',
		part.extend({ checked: z.enum(['yes', 'no']) }),
		async ({ actor }, { revision, checked }) => {
			await saveSettings(actor, 'collaborations', revision, {
				collaborationsChecked: checked === 'yes'
			});
			redirect(303, '/desk/settings/parts?saved=collaborations#collaborations');
		}
	),
	open_to: act(
		'settings.change',
		part.extend({ openTo: z.enum(opennesses) }),
		async ({ actor }, { revision, openTo }) => {
			await saveSettings(actor, 'open_to', revision, { openTo });
			redirect(303, '/desk/settings/parts?saved=open_to#open_to');
		}
	)
};
