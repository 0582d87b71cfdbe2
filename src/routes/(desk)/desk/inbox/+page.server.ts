import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { deskInbox } from '#gathering/conversations/desk-inbox.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('desk_inbox.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const which = z.enum(['open', 'mine', 'done']).catch('open').parse(searchParams.get('which'));
	const found = await readAtOnce(actor, (db) =>
		deskInbox(db, actor, which, z.uuid().safeParse(searchParams.get('before')).data)
	);
	return {
		found,
		which,
		now: new Date(),
		next: found.length === 30 ? `?which=${which}&before=${found.at(-1)!.lastMessageId}` : null
	};
});
