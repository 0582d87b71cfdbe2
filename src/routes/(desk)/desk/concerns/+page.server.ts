import { door } from '#access/doors/doors.server.ts';
import { concernsAtDesk } from '#returning/concerns/handling.server.ts';

export const load = door('concern.handle', async ({ event, actor }) => {
	const which =
		event.url.searchParams.get('which') === 'settled' ? ('settled' as const) : ('open' as const);
	return { which, concerns: await concernsAtDesk(actor, which) };
});
