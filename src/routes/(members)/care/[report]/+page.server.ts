import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { decisionFor } from '#gathering/care/reports.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const load = door('notification.see', async ({ event, actor }) => ({
	decision: await readNetwork(actor, (db) => decisionFor(db, actor, idOf(event.params.report)))
}));
