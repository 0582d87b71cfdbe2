import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { revisionField, words } from '#access/doors/form.ts';
import { addHost, dropHost, putHostFirst, usualHost } from '#access/settings/hosts.server.ts';
import { saveSettings } from '#access/settings/changing.server.ts';
import { saveRegion } from '#access/settings/region.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { mapKinds } from '#gathering/events/map.ts';
import { zoneNames } from '#platform/clock/zones.ts';

export const load = door('settings.change', async ({ event, actor }) => ({
	settings: await settingsOf(actor),
	host: event.url.hostname,
	origin: event.url.origin,
	usual: usualHost(),
	zones: zoneNames(),
	saved: event.url.searchParams.get('saved')
}));

const part = z.object({ revision: revisionField, part: z.string().max(20) });
const hostForm = part.extend({ host: words(300) });

export const actions = {
	region: act(
		'settings.change',
		part.extend({ timeZone: words(60), locale: z.enum(['ja', 'en']) }),
		async ({ actor }, { revision, timeZone, locale }) => {
			await saveRegion(actor, revision, { timeZone, locale });
			redirect(303, '/desk/settings/address?saved=region#region');
		}
	),
	maps: act(
		'settings.change',
		part.extend({ maps: z.enum(mapKinds) }),
		async ({ actor }, { revision, maps }) => {
			await saveSettings(actor, 'maps', revision, { maps });
			redirect(303, '/desk/settings/address?saved=maps#maps');
		}
	),
	hosts: act('settings.change', hostForm, async ({ actor }, { revision, host }) => {
		await addHost(actor, { revision, host });
		redirect(303, '/desk/settings/address?saved=hosts#hosts');
	}),
	dropHost: act('settings.change', hostForm, async ({ event, actor }, { revision, host }) => {
		await dropHost(actor, { revision, host, here: event.url.hostname });
		redirect(303, '/desk/settings/address?saved=hosts#hosts');
	}),
	firstHost: act('settings.change', part, async ({ event, actor }, { revision }) => {
		await putHostFirst(actor, { revision, here: event.url.hostname });
		redirect(303, '/desk/settings/address?saved=hosts#hosts');
	})
};
