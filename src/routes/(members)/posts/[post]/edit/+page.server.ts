import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen, idOf, revisionField } from '#access/doors/form.ts';
import { editPost } from '#gathering/posts/posts.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { deleteTakenOff, takenOff } from '#gathering/posts/versions.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf, orderOf, uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('post.write', async ({ event, actor }) => {
	const postId = idOf(event.params.post);
	const [post, gone] = await readAtOnce(actor, (db) =>
		Promise.all([postFor(db, actor, postId), takenOff(db, actor, postId)])
	);
	if (post.authorId !== actor.personId) throw new NotFound('Not one’s own post');
	return { post, gone, describe: event.url.searchParams.has('describe'), ticket: crypto.randomUUID() };
});

export const actions = {
	save: act(
		'post.write',
		z.object({
			...writtenFields,
			...uploadFields,
			revision: revisionField,
			removed: chosen(z.uuid())
		}),
		async ({ event, actor }, wish, form) => {
			const postId = idOf(event.params.post);
			const brought = await addAll(actor, form);
			await editPost(actor, postId, {
				...wish,
				uploads: [...wish.uploads, ...brought],
				order: orderOf(form),
				alts: altsOf(form)
			});
			redirect(303, brought.length > 0 ? `/posts/${postId}/edit?describe` : `/posts/${postId}`);
		}
	),
	deletePicture: act('post.write', z.object({ upload: z.uuid() }), async ({ event, actor }, { upload }) => {
		const postId = idOf(event.params.post);
		await deleteTakenOff(actor, postId, upload);
		redirect(303, `/posts/${postId}/edit#gone`);
	})
};
