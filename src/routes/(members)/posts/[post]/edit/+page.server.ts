import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, revisionField } from '#access/doors/form.ts';
import { editPost } from '#gathering/posts/posts.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { altsOf, writtenFields } from '#gathering/writing/written-form.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('post.write', async ({ event, actor }) => {
	const post = await readAtOnce(actor, (db) => postFor(db, actor, idOf(event.params.post)));
	if (post.authorId !== actor.personId) throw new NotFound('Not one’s own post');
	return { post, describe: event.url.searchParams.has('describe'), ticket: crypto.randomUUID() };
});

export const actions = {
	default: act(
		'post.write',
		z.object({ ...writtenFields, revision: revisionField }),
		async ({ event, actor }, wish, form) => {
			const postId = idOf(event.params.post);
			await editPost(actor, postId, { ...wish, alts: altsOf(form) });
			redirect(303, `/posts/${postId}`);
		}
	)
};
