import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { reactorsOf } from '#gathering/reactions/reactions.server.ts';
import { reactorsAtOnce } from '#gathering/reactions/signs.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('post.see', async ({ event, actor }) => {
	const postId = idOf(event.params.post);
	const { searchParams } = event.url;
	const asked = searchParams.get('comment');
	const commentId = asked === null ? undefined : idOf(asked);
	const after = z.uuid().safeParse(searchParams.get('after')).data;
	const people = await readNetwork(actor, (db) => reactorsOf(db, actor, postId, commentId, after));
	const last = people.length === reactorsAtOnce ? people.at(-1) : undefined;
	const more =
		last && new URLSearchParams({ ...(commentId ? { comment: commentId } : {}), after: last.personId });
	return { postId, commentId, people, more: more ? `?${more}` : null };
});
