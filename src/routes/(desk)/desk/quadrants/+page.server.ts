import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { today } from '#platform/clock/today.ts';
import { betweenDays, moveDays, moveParts } from '#seeing/quadrants/moves.ts';
import { quadrantMoves } from '#seeing/quadrants/moves.server.ts';
import { quadrantBoard } from '#seeing/quadrants/quadrants.server.ts';

export const load = door('quadrants.see', async ({ event, actor, network }) => {
	const { searchParams } = event.url;
	const company = z.uuid().safeParse(searchParams.get('company'));
	const now = today(network.timeZone);
	const days = moveDays.find((known) => String(known) === searchParams.get('days'));
	const until = searchParams.get('until') ?? '';
	const asked = {
		days: days ?? 90,
		between: days ? undefined : betweenDays(searchParams.get('since') ?? '', until, now),
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
		today: now,
		seesPeople: may(actor, 'quadrants.people')
	};
});
