import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { papersAtDesk, papersAtOnce } from '#gathering/papers/answering.server.ts';

export const load = door('paper.answer', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const isAll = searchParams.has('all');
	const papers = await papersAtDesk(actor, isAll, z.uuid().safeParse(searchParams.get('after')).data);
	const further = new URLSearchParams({
		...(isAll ? { all: '' } : {}),
		after: papers.at(-1)?.paperRequestId ?? ''
	});
	return { papers, isAll, next: papers.length === papersAtOnce ? `?${further}` : null };
});
