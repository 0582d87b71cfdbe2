import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { mayPinHome } from '#access/policy/rules.ts';
import { whys } from '#gathering/care/care.ts';
import { report } from '#gathering/care/reports.server.ts';
import { askedOf, commentFields, editedComment } from '#gathering/comments/comment-form.ts';
import { editComment, removeComment, writeComment } from '#gathering/comments/comments.server.ts';
import { discussionOf, placeAfter } from '#gathering/comments/discussion.server.ts';
import { seeAbout } from '#gathering/notifications/notifications.server.ts';
import { closePoll, vote } from '#gathering/polls/polls.server.ts';
import { pinPost } from '#gathering/posts/pinning.server.ts';
import { savePost } from '#gathering/posts/posts.server.ts';
import { versionsOf } from '#gathering/posts/versions.server.ts';
import { removePost, restorePost } from '#gathering/posts/removing.server.ts';
import { postFor } from '#gathering/posts/reading.server.ts';
import { react } from '#gathering/reactions/reactions.server.ts';
import { reactionWishes, readWish } from '#gathering/reactions/sign.ts';
import { backField } from '#gathering/writing/written-form.ts';
import { readAtOnce, writeAtOnce } from '#platform/database/network.server.ts';

export const load = door('post.see', async ({ event, actor }) => {
	const postId = idOf(event.params.post);
	const { searchParams } = event.url;
	const [post, discussion, versions] = await readAtOnce(actor, (db) =>
		Promise.all([
			postFor(db, actor, postId),
			discussionOf(db, actor, postId, askedOf(event.url)),
			versionsOf(db, actor, postId)
		])
	);
	if (event.locals.waiting?.unseen) await writeAtOnce(actor, (db) => seeAbout(db, actor, postId));
	const reported =
		searchParams.get('report') === 'comment'
			? { subject: 'comment' as const, id: idOf(searchParams.get('id') ?? '') }
			: searchParams.get('report') === 'post'
				? { subject: 'post' as const, id: postId }
				: undefined;
	return {
		post,
		discussion,
		versions,
		report: reported,
		thanks: searchParams.has('thanks'),
		now: new Date(),
		me: actor.personId,
		ticket: crypto.randomUUID(),
		canPin: mayPinHome(actor)
	};
});

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.post);

export const actions = {
	comment: act('comment.write', z.object(commentFields), async ({ event, actor }, wish) => {
		const postId = here(event);
		const commentId = await writeComment(actor, postId, wish);
		redirect(303, `/posts/${postId}${placeAfter(commentId, askedOf(event.url).thread)}`);
	}),
	editComment: act(
		'comment.keep',
		editedComment,
		async ({ event, actor }, { comment, revision, words }) => {
			await editComment(actor, comment, { words, html: '', revision });
			redirect(303, `/posts/${here(event)}#comment-${comment}`);
		}
	),
	removeComment: act(
		'comment.keep',
		z.object({ comment: z.uuid() }),
		async ({ event, actor }, { comment }) => {
			await removeComment(actor, comment);
			redirect(303, `/posts/${here(event)}#comments`);
		}
	),
	react: act(
		'react',
		z.object({ sign: z.enum(reactionWishes), comment: z.uuid().optional(), ...backField }),
		async ({ event, actor }, { sign, comment, back }) => {
			const postId = here(event);
			const wish = readWish(sign);
			await react(actor, postId, comment ?? null, wish.sign, wish.isOn);
			redirect(303, `${back}#${comment ? `comment-${comment}` : `post-${postId}`}`);
		}
	),
	vote: act(
		'react',
		z.object({ choice: z.uuid(), ...backField }),
		async ({ event, actor }, { choice, back }) => {
			const postId = here(event);
			await vote(actor, postId, choice);
			redirect(303, `${back}#post-${postId}`);
		}
	),
	closePoll: act('post.write', z.object(backField), async ({ event, actor }, { back }) => {
		const postId = here(event);
		await closePoll(actor, postId);
		redirect(303, `${back}#post-${postId}`);
	}),
	save: act(
		'post.see',
		z.object({ isSaved: z.enum(['yes', 'no']), ...backField }),
		async ({ event, actor }, { isSaved, back }) => {
			const postId = here(event);
			await savePost(actor, postId, isSaved === 'yes');
			redirect(303, `${back}#post-${postId}`);
		}
	),
	pin: act(
		'post.see',
		z.object({ isPinned: z.enum(['yes', 'no']), ...backField }),
		async ({ event, actor }, { isPinned, back }) => {
			await pinPost(actor, here(event), isPinned === 'yes');
			redirect(303, back);
		}
	),
	remove: act('post.write', z.object(backField), async ({ event, actor }, { back }) => {
		const postId = here(event);
		await removePost(actor, postId);
		redirect(303, `${back.startsWith('/posts/') ? '/home' : back}?removed=${postId}`);
	}),
	restore: act('post.write', z.object(backField), async ({ event, actor }, { back }) => {
		await restorePost(actor, here(event));
		redirect(303, back);
	}),
	report: act(
		'report.make',
		z.object({
			subject: z.enum(['post', 'comment']),
			subjectId: z.uuid(),
			why: z.enum(whys, 'required'),
			words: someWords(1000)
		}),
		async ({ event, actor }, { subject, subjectId, why, words }) => {
			await report(actor, subject, subjectId, why, words);
			redirect(303, `/posts/${here(event)}?thanks`);
		}
	)
};
