import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { reactorsInDiscussion } from '#gathering/reactions/reactions.server.ts';
import { reactorsAtOnce } from '#gathering/reactions/signs.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('event.see', async ({ event, actor }) => {
	const eventId = idOf(event.params.event);
	const { searchParams } = event.url;
	const commentId = idOf(searchParams.get('comment') ?? undefined);
	const after = z.uuid().safeParse(searchParams.get('after')).data;
	const people = await readNetwork(actor, (db) =>
		reactorsInDiscussion(db, actor, eventId, commentId, after)
	);
	const last = people.length === reactorsAtOnce ? people.at(-1) : undefined;
	const more = last && new URLSearchParams({ comment: commentId, after: last.personId });
	return { eventId, commentId, people, more: more ? `?${more}` : null };
});
