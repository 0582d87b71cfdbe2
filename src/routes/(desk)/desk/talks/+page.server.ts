import { door } from '#access/doors/doors.server.ts';
import { talksAtDesk } from '#returning/casual-talks/talks.server.ts';
import { hostsWithoutPledge } from '#returning/meeting-rules/meeting-rules.server.ts';

export const load = door('talks.see', async ({ actor }) => ({
	talks: await talksAtDesk(actor),
	withoutPledge: await hostsWithoutPledge(actor)
}));
