import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { unlockBoard } from '#seeing/unlock-board/unlock-board.server.ts';

export const load = door('unlock.see', async ({ actor }) => ({
	board: await unlockBoard(actor),
	mayWrite: may(actor, 'change.write'),
	seesPeople: may(actor, 'unlock.people')
}));
