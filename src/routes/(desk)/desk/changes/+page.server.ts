import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { changesAtDesk, changesAtOnce } from '#telling/changes/changes.server.ts';

export const load = door('change.write', async ({ event, actor }) => {
	const changes = await changesAtDesk(actor, z.uuid().safeParse(event.url.searchParams.get('before')).data);
	return { changes, next: changes.length === changesAtOnce ? `?before=${changes.at(-1)!.changeId}` : null };
});
