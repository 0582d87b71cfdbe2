import { door } from '#access/doors/doors.server.ts';
import { segmentsAtDesk } from '#seeing/segments/segments.server.ts';

export const load = door('segment.keep', async ({ event, actor }) => ({
	segments: await segmentsAtDesk(actor),
	isRemoved: event.url.searchParams.has('removed')
}));
