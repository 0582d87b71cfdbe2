import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { dayField } from '#access/doors/form.ts';
import { sinceTheyLeft } from '#telling/since/since.server.ts';

const seen = z.object({ at: dayField, id: z.uuid() });

export const load = door('match.read', async ({ event, actor }) => {
	const before = seen.safeParse(Object.fromEntries(event.url.searchParams)).data;
	return { ...(await sinceTheyLeft(actor, before)), isFirst: before === undefined };
});
