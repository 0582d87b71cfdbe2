import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { countThoughtOf } from '#people/send-offs/thought-of.server.ts';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { openingForm } from '#returning/openings/opening-form.ts';
import { reachOfThing } from '#seeing/reach/reach.server.ts';
import {
	closeOpening,
	confirmOpening,
	openOpening,
	openingAtDesk,
	ownersOf,
	saveOpening
} from '#returning/openings/openings.server.ts';

export const load = door('opening.write', async ({ event, actor }) => {
	const openingId = idOf(event.params.opening);
	const [found, companies, owners, thoughtOf] = await Promise.all([
		openingAtDesk(actor, openingId),
		companiesOf(actor, 'all'),
		ownersOf(actor),
		countThoughtOf(actor)
	]);
	const steps = found.opening.state === 'draft' ? undefined : await reachOfThing(actor, openingId);
	return { ...found, steps, companies, owners, thoughtOf, saved: event.url.searchParams.has('saved') };
});

const revised = z.object({ revision: revisionField });
const page = (event: { params: { opening: string } }) => `/desk/openings/${idOf(event.params.opening)}`;

export const actions = {
	save: act(
		'opening.write',
		z.intersection(openingForm, revised),
		async ({ event, actor }, { revision, ...form }) => {
			await saveOpening(actor, idOf(event.params.opening), revision, form);
			redirect(303, `${page(event)}?saved`);
		}
	),
	open: act('opening.write', revised, async ({ event, actor }, { revision }) => {
		await openOpening(actor, idOf(event.params.opening), revision);
		redirect(303, page(event));
	}),
	close: act('opening.write', revised, async ({ event, actor }, { revision }) => {
		await closeOpening(actor, idOf(event.params.opening), revision);
		redirect(303, page(event));
	}),
	confirm: act('opening.write', z.object({}), async ({ event, actor }) => {
		await confirmOpening(actor, idOf(event.params.opening));
		redirect(303, page(event));
	})
};
