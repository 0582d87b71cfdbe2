import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { zoneNames } from '#platform/clock/zones.ts';
import {
	addException,
	dropException,
	ownHosting,
	saveHosting
} from '#returning/casual-talks/hosting/hosting.server.ts';
import { meetingRules, ownPledge, pledge } from '#returning/meeting-rules/meeting-rules.server.ts';
import { exceptionForm, hostingForm } from '#returning/casual-talks/hosting/hosting-form.ts';

export const load = door('host.be', async ({ event, actor }) => {
	const hosting = await ownHosting(actor);
	const [ownRules, rules] = await Promise.all([ownPledge(actor), meetingRules(actor, event.locals.locale)]);
	return {
		pledge: ownRules,
		rules,
		now: new Date(),
		hosting,
		zones: zoneNames(hosting.timeZone),
		saved: event.url.searchParams.has('saved')
	};
});

export const actions = {
	save: act('host.be', hostingForm, async ({ actor }, settings) => {
		await saveHosting(actor, settings);
		redirect(303, '/staff/hosting?saved');
	}),
	except: act('host.be', exceptionForm, async ({ actor }, exception) => {
		await addException(actor, exception);
		redirect(303, '/staff/hosting?saved#exceptions');
	}),
	pledge: act('host.be', z.object({}), async ({ actor }) => {
		await pledge(actor);
		redirect(303, '/staff/hosting?saved#rules');
	}),
	drop: act('host.be', z.object({ exception: z.uuid() }), async ({ actor }, { exception }) => {
		await dropException(actor, exception);
		redirect(303, '/staff/hosting#exceptions');
	})
};
