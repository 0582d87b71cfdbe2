import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { readBody } from '#access/doors/form.ts';
import { pushKey, subscribe, unsubscribe } from '#gathering/push/push.server.ts';
import { Invalid } from '#platform/http/failures.ts';

const given = z.object({
	endpoint: z.string().max(1000).pipe(z.url()),
	keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) })
});

/** The key that a browser needs to subscribe to push messages. */
export const GET = door('notification.see', async ({ actor }) =>
	json({ publicKey: (await pushKey(actor)).publicKey })
);

/** Subscribes this browser. */
export const POST = door('notification.see', async ({ event, actor }) => {
	const read = await readBody(event.request, given);
	if (!read) return json({}, { status: 422 });
	try {
		await subscribe(actor, { endpoint: read.endpoint, ...read.keys });
		return json({});
	} catch (failure) {
		if (failure instanceof Invalid) return json({}, { status: 422 });
		throw failure;
	}
});

/** Unsubscribes this browser. */
export const DELETE = door('notification.see', async ({ event, actor }) => {
	const read = await readBody(event.request, z.object({ endpoint: z.string().max(1000) }));
	if (read) await unsubscribe(actor, read.endpoint);
	return json({});
});
