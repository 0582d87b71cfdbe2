import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { welcomeOf } from '#returning/welcome/planning.server.ts';
import { stepActions } from '#returning/welcome/step-actions.server.ts';

export const load = door('welcome.see', async ({ event, actor }) => ({
	welcome: await welcomeOf(actor, idOf(event.params.rehire))
}));

export const actions = stepActions('welcome.see', (rehireId) => `/staff/welcome/${rehireId}`);
