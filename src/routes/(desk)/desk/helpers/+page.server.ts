import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { findPeople } from '#gathering/directory/directory.server.ts';
import { helpers, nameHelper } from '#gathering/helpers/helpers.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = door('helper.name', async ({ event, actor }) => {
	const q = cutText(event.url.searchParams.get('q') ?? '', 60);
	const [named, found] = await readAtOnce(actor, (db) =>
		Promise.all([helpers(db), q ? findPeople(db, actor, q, {}, undefined, 10) : []])
	);
	return {
		helpers: named,
		found: found.filter(
			(one) => isAlumnus(one) && !named.some((helper) => helper.personId === one.personId)
		),
		q,
		saved: event.url.searchParams.has('saved')
	};
});

export const actions = {
	name: act(
		'helper.name',
		z.object({ person: z.uuid(), roles: chosen(z.enum(['supporter', 'event_host', 'welcome_guide'])) }),
		async ({ actor }, { person, roles }) => {
			await nameHelper(actor, person, roles);
			redirect(303, '/desk/helpers?saved');
		}
	)
};
