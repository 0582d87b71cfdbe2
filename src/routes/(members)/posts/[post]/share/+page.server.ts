import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { groupsOf } from '#gathering/groups/groups.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { sharePost } from '#gathering/posts/sharing.server.ts';
import { writtenFields } from '#gathering/writing/written-form.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('post.write', async ({ event, actor }) => {
	const [post, groups] = await readAtOnce(actor, (db) =>
		Promise.all([postFor(db, actor, idOf(event.params.post)), groupsOf(db, actor)])
	);
	return { post, groups: groups.filter((group) => group.myState === 'in'), ticket: crypto.randomUUID() };
});

export const actions = {
	default: act(
		'post.write',
		z.object({ ...writtenFields, group: z.uuid('required') }),
		async ({ event, actor }, { group, ...wish }) => {
			await sharePost(actor, idOf(event.params.post), group, wish);
			redirect(303, `/groups/${group}`);
		}
	)
};
