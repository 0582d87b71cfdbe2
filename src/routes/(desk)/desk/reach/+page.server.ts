import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { reachOfAll } from '#seeing/reach/reach.server.ts';
import { thingKinds } from '#seeing/reach/reach.ts';

export const load = door('reach.see', async ({ event, actor }) => {
	const kind = z.enum(thingKinds).safeParse(event.url.searchParams.get('kind')).data;
	return { ...(await reachOfAll(actor, kind)), kind, mayOpen: may(actor, 'change.write') };
});
