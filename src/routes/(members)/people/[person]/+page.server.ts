import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { whys } from '#gathering/care/care.ts';
import { report } from '#gathering/care/reports.server.ts';
import { waysTo } from '#gathering/conversations/ways.server.ts';
import { groupsInCommon } from '#gathering/groups/common.server.ts';
import { postsBy } from '#gathering/posts/reading.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { profileFor } from '#people/profiles/profiles.server.ts';
import { timesTogether } from '#people/profiles/together.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('directory.see', async ({ event, actor }) => {
	const personId = idOf(event.params.person);
	const { searchParams } = event.url;
	const [profile, ways, posts, times, groups] = await readAtOnce(actor, (db) =>
		Promise.all([
			profileFor(db, actor, personId),
			waysTo(db, actor, [personId]),
			may(actor, 'post.see') ? postsBy(db, actor, personId) : [],
			timesTogether(db, actor, personId),
			groupsInCommon(db, actor, personId)
		])
	);
	return {
		profile,
		way: ways.get(personId) ?? 'closed',
		posts,
		times,
		groups,
		report: searchParams.has('report'),
		thanks: searchParams.has('thanks'),
		now: new Date(),
		me: actor.personId
	};
});

export const actions = {
	block: act('person.block', z.object({}), async ({ event, actor }) => {
		await block(actor, idOf(event.params.person));
		redirect(303, `/people/${event.params.person}`);
	}),
	unblock: act('person.block', z.object({}), async ({ event, actor }) => {
		await unblock(actor, idOf(event.params.person));
		redirect(303, `/people/${event.params.person}`);
	}),
	report: act(
		'report.make',
		z.object({ subjectId: z.uuid(), why: z.enum(whys, 'required'), words: someWords(1000) }),
		async ({ event, actor }, { subjectId, why, words }) => {
			await report(actor, 'person', subjectId, why, words);
			redirect(303, `/people/${event.params.person}?thanks`);
		}
	)
};
