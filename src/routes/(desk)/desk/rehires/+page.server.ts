import { door } from '#access/doors/doors.server.ts';
import { plannedReturns } from '#returning/rehires/planned-returns.server.ts';
import { stayedFigures } from '#returning/rehires/rehires.server.ts';
import { feelingFigures } from '#returning/welcome/check-ins.server.ts';
import { rehires } from '#seeing/rehire-list/rehire-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { viewActions } from '../lists.server.ts';

export const load = door('rehire.record', async ({ event, actor }) => {
	const [table, planned, stayed, feelings] = await Promise.all([
		lookAt(actor, rehires, event.url.searchParams),
		plannedReturns(actor),
		stayedFigures(actor),
		feelingFigures(actor)
	]);
	return { table, planned, stayed, feelings };
});

export const actions = viewActions(rehires, '/desk/rehires');
