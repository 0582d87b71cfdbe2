import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, words } from '#access/doors/form.ts';
import { messagesOf } from '#gathering/conversations/conversations.server.ts';
import {
	answerAsDesk,
	assign,
	deskConversation,
	note,
	setDone
} from '#gathering/conversations/desk-inbox.server.ts';
import { seeAbout } from '#gathering/notifications/notifications.server.ts';
import { writtenFields } from '#gathering/writing/written-form.ts';
import { inNetwork } from '#platform/database/network.server.ts';

export const load = door('desk_inbox.see', async ({ event, actor }) => {
	const id = idOf(event.params.conversation);
	const [found, messages] = await inNetwork(actor, async (db) => {
		const both = await Promise.all([deskConversation(db, actor, id), messagesOf(db, actor, id)]);
		await seeAbout(db, actor, id);
		return both;
	});
	return { ...found, messages, me: actor.personId, ticket: crypto.randomUUID() };
});

const back = (event: { params: Partial<Record<string, string>> }) =>
	redirect(303, `/desk/inbox/${event.params.conversation}`);
const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.conversation);

export const actions = {
	answer: act('desk_inbox.see', z.object(writtenFields), async ({ event, actor }, said) => {
		await answerAsDesk(actor, here(event), { ...said, uploads: [] });
		back(event);
	}),
	note: act('desk_inbox.see', z.object({ note: words(2000) }), async ({ event, actor }, form) => {
		await note(actor, here(event), form.note);
		back(event);
	}),
	assign: act(
		'desk_inbox.see',
		z.object({ to: z.union([z.uuid(), z.literal('')]) }),
		async ({ event, actor }, { to }) => {
			await assign(actor, here(event), to || null);
			back(event);
		}
	),
	done: act(
		'desk_inbox.see',
		z.object({ isDone: z.enum(['yes', 'no']) }),
		async ({ event, actor }, { isDone }) => {
			await setDone(actor, here(event), isDone === 'yes');
			back(event);
		}
	)
};
