import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { sendingKeys } from '#gathering/conversations/conversation.ts';
import { conversationWish, saveConversationWish } from '#gathering/conversations/wishes.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('conversation.see', async ({ event, actor }) => ({
	wish: await readNetwork(actor, (db) => conversationWish(db, actor)),
	saved: event.url.searchParams.has('saved')
}));

const ticked = z.string().optional().transform(Boolean);

export const actions = {
	default: act(
		'conversation.see',
		z.object({ sendsBy: z.enum(sendingKeys), showsRead: ticked, showsTyping: ticked }),
		async ({ actor }, wish) => {
			await saveConversationWish(actor, wish);
			redirect(303, '/messages/settings?saved');
		}
	)
};
