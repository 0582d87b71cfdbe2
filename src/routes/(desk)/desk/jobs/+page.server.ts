import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { dropJobs, queueAtDesk, retryJobs, type Chosen } from '#access/queue/queue.server.ts';

const kindIn = ({ url }: Pick<RequestEvent, 'url'>) =>
	url.searchParams.get('kind')?.slice(0, 100) || undefined;

export const load = door('job.handle', async ({ event, actor }) => {
	const kind = kindIn(event);
	return { kind, queue: await queueAtDesk(actor, kind) };
});

const form = z.object({
	row: chosen(z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)),
	all: z.enum(['yes']).optional()
});

const chosenOf = (event: RequestEvent, { row, all }: z.output<typeof form>): Chosen => ({
	ids: row,
	isAll: all === 'yes',
	kind: kindIn(event)
});

export const actions = {
	retry: act('job.handle', form, async ({ event, actor }, ticked) => ({
		retried: await retryJobs(actor, chosenOf(event, ticked))
	})),
	drop: act('job.handle', form, async ({ event, actor }, ticked) => ({
		dropped: await dropJobs(actor, chosenOf(event, ticked))
	}))
};
