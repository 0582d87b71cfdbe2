import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dayField, idOf, someWords, revisionField } from '#access/doors/form.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { today } from '#platform/clock/today.ts';
import {
	callOffPlannedReturn,
	movePlannedReturn,
	plannedReturns
} from '#returning/rehires/planned-returns.server.ts';
import { undoRehire } from '#returning/rehires/rehires.server.ts';
import { checkInsAtDesk } from '#returning/welcome/check-ins.server.ts';
import { arrangeWelcome, receivers, welcomeOf } from '#returning/welcome/planning.server.ts';
import { dayBeside } from '#returning/welcome/welcome.ts';
import { stepActions } from '#returning/welcome/step-actions.server.ts';
import { attributionOf } from '#seeing/attribution/attribution.server.ts';

export const load = door('rehire.record', async ({ event, actor, network }) => {
	const rehireId = idOf(event.params.rehire);
	const [welcome, people, checkIns, attribution, planned, companies] = await Promise.all([
		welcomeOf(actor, rehireId),
		receivers(actor),
		checkInsAtDesk(actor, rehireId),
		attributionOf(actor, rehireId),
		plannedReturns(actor, rehireId),
		companiesOf(actor)
	]);
	return {
		welcome,
		people,
		checkIns,
		attribution,
		planned: planned[0],
		companies,
		tomorrow: dayBeside(today(network.timeZone), 1),
		saved: event.url.searchParams.has('saved')
	};
});

const someone = z.union([z.uuid(), z.literal('').transform(() => null)]).default(null);

export const actions = {
	...stepActions('rehire.record', (rehireId) => `/desk/rehires/${rehireId}#plan`),
	arrange: act(
		'rehire.record',
		z.object({
			leaderId: someone,
			buddyId: someone,
			notes: someWords(2000),
			revision: revisionField
		}),
		async ({ event, actor }, plan) => {
			await arrangeWelcome(actor, idOf(event.params.rehire), plan);
			redirect(303, `/desk/rehires/${event.params.rehire}?saved`);
		}
	),
	move: act(
		'rehire.record',
		z.object({ company: z.uuid(), returnsOn: dayField, revision: revisionField }),
		async ({ event, actor }, { company, ...wish }) => {
			await movePlannedReturn(actor, idOf(event.params.rehire), { ...wish, companyId: company });
			redirect(303, `/desk/rehires/${event.params.rehire}?saved`);
		}
	),
	callOff: act(
		'rehire.record',
		z.object({ why: someWords(1000), revision: revisionField }),
		async ({ event, actor }, wish) => {
			await callOffPlannedReturn(actor, idOf(event.params.rehire), wish);
			redirect(303, '/desk/rehires');
		}
	),
	undo: act('rehire.record', z.object({}), async ({ event, actor }) => {
		await undoRehire(actor, idOf(event.params.rehire));
		redirect(303, '/desk/rehires');
	})
};
