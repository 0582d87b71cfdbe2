import { json } from '@sveltejs/kit';
import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { findPeople } from '#gathering/directory/directory.server.ts';
import { groupsOf } from '#gathering/groups/groups.server.ts';
import { fullName } from '#people/persons/person.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { cutText } from '#platform/text/clean.ts';

/** People and groups that may be meant by the text typed after an @. The likeliest come first. */
export const GET = door('directory.see', async ({ event, actor }) => {
	const q = cutText(event.url.searchParams.get('q') ?? '', 40);
	const [people, groups] = await readAtOnce(actor, (db) =>
		Promise.all([
			q ? findPeople(db, actor, q, {}, undefined, 6) : [],
			may(actor, 'group.see') ? groupsOf(db, actor) : []
		])
	);
	return json([
		...people.map((one) => ({
			id: `person:${one.personId}`,
			label: fullName(one, actor.locale),
			hint: [one.department, one.presentCompany].filter(Boolean).join(' ・ ')
		})),
		...groups
			.filter((group) => group.myState === 'in' && q && group.name.includes(q))
			.slice(0, 3)
			.map((group) => ({ id: `group:${group.groupId}`, label: group.name, hint: '' }))
	]);
});
