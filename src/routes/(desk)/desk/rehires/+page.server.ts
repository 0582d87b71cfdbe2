import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { plannedReturns } from '#returning/rehires/planned-returns.server.ts';
import { rehiresAtDesk, rehiresAtOnce, stayedFigures } from '#returning/rehires/rehires.server.ts';
import { feelingFigures } from '#returning/welcome/check-ins.server.ts';

export const load = door('rehire.record', async ({ event, actor }) => {
	const [rehires, planned, stayed, feelings] = await Promise.all([
		rehiresAtDesk(actor, z.uuid().safeParse(event.url.searchParams.get('before')).data),
		plannedReturns(actor),
		stayedFigures(actor),
		feelingFigures(actor)
	]);
	return {
		rehires,
		planned,
		stayed,
		feelings,
		next: rehires.length === rehiresAtOnce ? `?before=${rehires.at(-1)!.rehireId}` : null
	};
});
