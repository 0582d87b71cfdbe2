import { door } from '#access/doors/doors.server.ts';
import { usualWays } from '#seeing/paths/paths.server.ts';

export const load = door('paths.see', async ({ actor }) => ({ goals: await usualWays(actor) }));
