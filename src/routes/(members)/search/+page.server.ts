import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { searchEverything, searchRoom } from '#seeing/search/search.server.ts';

const question = z.object({
	q: z.string().trim().max(100).catch(''),
	in: z.enum(['posts', 'groups', 'events']).optional().catch(undefined),
	after: z.string().max(100).optional().catch(undefined)
});

export const load = door('directory.see', async ({ event, actor }) => {
	const { q, in: room, after } = question.parse({ q: '', ...Object.fromEntries(event.url.searchParams) });
	if (!room) return { q, everything: await searchEverything(actor, q), room: null };
	const page = await searchRoom(actor, room, q, after);
	const next = page.next && `?${new URLSearchParams({ q, in: room, after: page.next })}`;
	return { q, everything: null, room: { name: room, hits: page.hits, next } };
});
