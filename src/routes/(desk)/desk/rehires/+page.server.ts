import { door } from '#access/doors/doors.server.ts';
import { rehiresAtDesk } from '#returning/rehires/rehires.server.ts';

export const load = door('rehire.record', async ({ actor }) => ({ rehires: await rehiresAtDesk(actor) }));
