import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords } from '#access/doors/form.ts';
import { whys } from '#gathering/care/care.ts';
import { report } from '#gathering/care/reports.server.ts';
import {
	answerRequest,
	conversationFor,
	leaveConversation,
	markRead,
	messagesAtOnce,
	messagesOf,
	mute,
	readByOthers
} from '#gathering/conversations/conversations.server.ts';
import { writeMessage } from '#gathering/conversations/writing.server.ts';
import { draftAt } from '#gathering/drafts/drafts.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('conversation.see', async ({ event, actor }) => {
	const id = idOf(event.params.conversation);
	const { searchParams } = event.url;
	const before = z.uuid().safeParse(searchParams.get('before')).data;
	const [conversation, messages, others, draft] = await readAtOnce(actor, (db) =>
		Promise.all([
			conversationFor(db, actor, id),
			messagesOf(db, actor, id, before),
			readByOthers(db, actor, id),
			draftAt(db, actor, `message:${id}`)
		])
	);
	if (conversation.isUnread && conversation.state === 'in') await markRead(actor, id);
	const last = messages.findLast((message) => message.authorId === actor.personId);
	const readers = last
		? others
				.filter((one) => one.readId !== null && one.readId >= last.messageId)
				.map((one) => one.personId)
		: [];
	const reported = z.uuid().safeParse(searchParams.get('report')).data;
	return {
		conversation,
		messages,
		draft,
		readers,
		lastOwn: last?.messageId,
		me: actor.personId,
		now: new Date(),
		ticket: crypto.randomUUID(),
		report: reported,
		thanks: searchParams.has('thanks'),
		isLatest: !before,
		earlier: messages.length === messagesAtOnce ? `?before=${messages[0]!.messageId}` : null
	};
});

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.conversation);

export const actions = {
	write: act(
		'message.write',
		z.object({ ...writtenFields, ...uploadFields }),
		async ({ event, actor }, { uploads, ...said }, form) => {
			await writeMessage(actor, here(event), {
				...said,
				uploads: [...uploads, ...(await addAll(actor, form))]
			});
			redirect(303, `/messages/${here(event)}`);
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
