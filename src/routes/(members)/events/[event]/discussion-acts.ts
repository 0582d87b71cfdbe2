import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { whys } from '#gathering/care/care.ts';
import { report } from '#gathering/care/reports.server.ts';
import { askedOf, commentFields, editedComment } from '#gathering/comments/comment-form.ts';
import { discussEvent, editComment, removeComment } from '#gathering/comments/comments.server.ts';
import { placeAfter } from '#gathering/comments/discussion.server.ts';
import { reactInDiscussion } from '#gathering/reactions/reactions.server.ts';
import { reactionWishes, readWish } from '#gathering/reactions/sign.ts';

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.event);

/** What forms in the discussion under an event do. */
export const discussionActs = {
	comment: act('event.discuss', z.object(commentFields), async ({ event, actor }, wish) => {
		const eventId = here(event);
		const commentId = await discussEvent(actor, eventId, wish);
		redirect(303, `/events/${eventId}${placeAfter(commentId, askedOf(event.url).thread)}`);
	}),
	editComment: act(
		'comment.keep',
		editedComment,
		async ({ event, actor }, { comment, revision, words }) => {
			await editComment(actor, comment, { words, html: '', revision });
			redirect(303, `/events/${here(event)}#comment-${comment}`);
		}
	),
	removeComment: act(
		'comment.keep',
		z.object({ comment: z.uuid() }),
		async ({ event, actor }, { comment }) => {
			await removeComment(actor, comment);
			redirect(303, `/events/${here(event)}#comments`);
		}
	),
	react: act(
		'event.discuss',
		z.object({ sign: z.enum(reactionWishes), comment: z.uuid() }),
		async ({ event, actor }, { sign, comment }) => {
			const eventId = here(event);
			const wish = readWish(sign);
			await reactInDiscussion(actor, eventId, comment, wish.sign, wish.isOn);
			redirect(303, `/events/${eventId}#comment-${comment}`);
		}
	),
	report: act(
		'report.make',
		z.object({ subjectId: z.uuid(), why: z.enum(whys, 'required'), words: someWords(1000) }),
		async ({ event, actor }, { subjectId, why, words }) => {
			await report(actor, 'comment', subjectId, why, words);
			redirect(303, `/events/${here(event)}?thanks`);
		}
	)
};
