import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { moveDays, moveParts } from '#seeing/quadrants/moves.ts';
import { quadrantMoves } from '#seeing/quadrants/moves.server.ts';
import { quadrantBoard } from '#seeing/quadrants/quadrants.server.ts';

export const load = door('quadrants.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const company = z.uuid().safeParse(searchParams.get('company'));
	const asked = {
		days: moveDays.find((days) => String(days) === searchParams.get('days')) ?? 90,
		part:
			moveParts.find((part) => part === searchParams.get('part')) ?? (company.data ? 'company' : 'all'),
		key: (searchParams.get('key') ?? '').slice(0, 200)
	};
	const [board, moves] = await Promise.all([
		quadrantBoard(actor, company.data),
		quadrantMoves(actor, asked, company.data)
	]);
	return {
		board,
		moves,
		company: company.data ?? '',
		seesPeople: may(actor, 'quadrants.people')
	};
});
