import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { whys } from '#gathering/care/care.ts';
import { report } from '#gathering/care/reports.server.ts';
import { reactToMessage } from '#gathering/conversations/chatting.server.ts';
import {
	answerRequest,
	conversationFor,
	conversationsAtOnce,
	conversationsOf,
	leaveConversation,
	markRead,
	messagesAtOnce,
	messagesOf,
	mute,
	readByOthers
} from '#gathering/conversations/conversations.server.ts';
import { conversationWish } from '#gathering/conversations/wishes.server.ts';
import { writeMessage } from '#gathering/conversations/writing.server.ts';
import { draftAt } from '#gathering/drafts/drafts.server.ts';
import { reactionWishes, readWish } from '#gathering/reactions/sign.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf, uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('conversation.see', async ({ event, actor }) => {
	const id = idOf(event.params.conversation);
	const { searchParams } = event.url;
	const before = z.uuid().safeParse(searchParams.get('before')).data;
	const [conversation, found, others, draft, wish, conversations] = await readAtOnce(actor, (db) =>
		Promise.all([
			conversationFor(db, actor, id),
			messagesOf(db, actor, id, before),
			readByOthers(db, actor, id),
			draftAt(db, actor, `message:${id}`),
			conversationWish(db, actor),
			conversationsOf(db, actor)
		])
	);
	if (conversation.isUnread && conversation.state === 'in') await readNow(event.locals, actor, id);
	const messages = found.slice(-messagesAtOnce);
	const hasEarlier = found.length > messages.length;
	const last = messages.findLast((message) => message.authorId === actor.personId);
	return {
		conversation,
		conversations,
		moreConversations: conversations.length === conversationsAtOnce,
		messages,
		lastBefore: hasEarlier ? found[0] : undefined,
		draft,
		wish,
		readers: last
			? others.filter((one) => one.readId !== null && one.readId >= last.messageId).length
			: 0,
		lastOwn: last?.messageId,
		me: actor.personId,
		now: new Date(),
		ticket: crypto.randomUUID(),
		report: z.uuid().safeParse(searchParams.get('report')).data,
		thanks: searchParams.has('thanks'),
		isLatest: !before,
		earlier: hasEarlier ? `?before=${messages[0]!.messageId}` : null
	};
});

/** Marks the open conversation as read. It is no longer counted among what waits, on this very page. */
async function readNow({ waiting }: App.Locals, actor: Actor, conversationId: string): Promise<void> {
	const seen = await markRead(actor, conversationId);
	if (!waiting) return;
	waiting.unread = Math.max(0, waiting.unread - 1);
	waiting.unseen = Math.max(0, waiting.unseen - seen);
}

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.conversation);

export const actions = {
	write: act(
		'message.write',
		z.object({ ...writtenFields, ...uploadFields }),
		async ({ event, actor }, { uploads, ...said }, form) => {
			await writeMessage(actor, here(event), {
				...said,
				uploads: [...uploads, ...(await addAll(actor, form))],
				alts: altsOf(form)
			});
			redirect(303, `/messages/${here(event)}`);
		}
	),
	react: act(
		'message.write',
		z.object({ message: z.uuid(), sign: z.enum(reactionWishes) }),
		async ({ event, actor }, { message, sign }) => {
			await reactToMessage(actor, here(event), message, readWish(sign));
			redirect(303, `/messages/${here(event)}#m-${message}`);
		}
	),
	answer: act(
		'conversation.see',
		z.object({ isWelcome: z.enum(['yes', 'no', 'block']), person: z.uuid().optional() }),
		async ({ event, actor }, { isWelcome, person }) => {
			await answerRequest(actor, here(event), isWelcome === 'yes');
			if (isWelcome === 'block' && person) await block(actor, person);
			redirect(303, isWelcome === 'yes' ? `/messages/${here(event)}` : '/messages');
		}
	),
	mute: act(
		'conversation.see',
		z.object({ isMuted: z.enum(['yes', 'no']) }),
		async ({ event, actor }, { isMuted }) => {
			await mute(actor, here(event), isMuted === 'yes');
			redirect(303, `/messages/${here(event)}`);
		}
	),
	leave: act('conversation.see', z.object({}), async ({ event, actor }) => {
		await leaveConversation(actor, here(event));
		redirect(303, '/messages');
	}),
	report: act(
		'report.make',
		z.object({ subjectId: z.uuid(), why: z.enum(whys, 'required'), words: someWords(1000) }),
		async ({ event, actor }, { subjectId, why, words }) => {
			await report(actor, 'message', subjectId, why, words);
			redirect(303, `/messages/${here(event)}?thanks`);
		}
	)
};
