import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { mayPinHome } from '#access/policy/rules.ts';
import { companyNews, postsAtOnce } from '#gathering/posts/reading.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('post.see', async ({ event, actor }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const posts = await readAtOnce(actor, (db) => companyNews(db, actor, before));
	return {
		posts,
		next: posts.length === postsAtOnce ? `?before=${posts.at(-1)!.postId}` : null,
		now: new Date(),
		me: actor.personId,
		canPin: mayPinHome(actor)
	};
});
