import { door } from '#access/doors/doors.server.ts';
import { changesAtDesk } from '#telling/changes/changes.server.ts';

export const load = door('change.write', async ({ actor }) => ({ changes: await changesAtDesk(actor) }));
