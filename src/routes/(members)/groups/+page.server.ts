import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { groupsAtOnce, groupsOf, otherGroups } from '#gathering/groups/groups.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

export const load = door('group.see', async ({ event, actor }) => {
	const place = z.uuid().safeParse(event.url.searchParams.get('after'));
	const [mine, others] = await readAtOnce(actor, (db) =>
		Promise.all([groupsOf(db, actor), otherGroups(db, actor, place.data)])
	);
	const last = others.length === groupsAtOnce ? others.at(-1) : undefined;
	return {
		isFirst: !place.success,
		mine,
		others,
		next: last ? `?after=${last.groupId}` : null
	};
});
