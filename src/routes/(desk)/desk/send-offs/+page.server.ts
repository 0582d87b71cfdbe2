import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { sendOffsAtDesk } from '#people/send-offs/at-desk.server.ts';
import { sendOffStates } from '#people/send-offs/send-off.ts';
import { countThoughtOf } from '#people/send-offs/thought-of.server.ts';

export const load = door('send_off.run', async ({ event, actor }) => {
	const state = z.enum(sendOffStates).safeParse(event.url.searchParams.get('state')).data ?? 'running';
	const [sendOffs, thoughtOf] = await Promise.all([sendOffsAtDesk(actor, state), countThoughtOf(actor)]);
	return { state, sendOffs, thoughtOf };
});
