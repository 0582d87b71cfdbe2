import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { quadrants } from '#people/standings/standing.ts';
import { groups, peopleHeldBack } from '#seeing/unlock-board/people.server.ts';

export const load = door('unlock.people', async ({ event, actor }) => {
	const asked = event.url.searchParams;
	const group = z.enum(groups).safeParse(asked.get('who')).data ?? 'members';
	const quadrant = z.enum(quadrants).safeParse(asked.get('quadrant')).data;
	const after = z.uuid().safeParse(asked.get('after')).data;
	const code = event.params.reason;
	const { people, total, next } = await peopleHeldBack(actor, code, { group, quadrant, after });
	return { code, group, quadrant, people, total, next };
});
