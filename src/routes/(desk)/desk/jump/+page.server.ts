import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { findToJump } from '#seeing/jump/jump.server.ts';
import { pagesNamed } from '../../drawers.ts';

const question = z.object({ q: z.string().trim().max(100).catch('') });

export const load = door('desk.see', async ({ event, actor }) => {
	const { q } = question.parse({ q: '', ...Object.fromEntries(event.url.searchParams) });
	return { q, pages: q ? pagesNamed(actor, q) : [], ...(await findToJump(actor, q)) };
});
