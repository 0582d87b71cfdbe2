import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { conversationsAtOnce, conversationsOf } from '#gathering/conversations/conversations.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('conversation.see', async ({ event, actor }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const conversations = await readAtOnce(actor, (db) => conversationsOf(db, actor, before));
	return {
		conversations,
		now: new Date(),
		next:
			conversations.length === conversationsAtOnce
				? `?before=${conversations.at(-1)!.lastMessageId}`
				: null
	};
});
