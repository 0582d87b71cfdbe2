import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { collaborationKinds } from '#gathering/collaborations/collaboration.ts';
import {
	collaborationsAtOnce,
	openCollaborations,
	ownCollaborations
} from '#gathering/collaborations/reading.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';

const asked = z.object({
	kind: z.enum(collaborationKinds).optional().catch(undefined),
	before: z.uuid().optional().catch(undefined)
});

/** The board, and above it what one asked for oneself. */
export const load = door('collaboration.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const { kind, before } = asked.parse(Object.fromEntries(searchParams));
	const remote = searchParams.has('remote');
	const [open, own] = await readAtOnce(actor, (db) =>
		Promise.all([
			openCollaborations(db, actor, { kind, remote, before }),
			before ? [] : ownCollaborations(db, actor)
		])
	);
	const query = new URLSearchParams(searchParams);
	query.set('before', open.at(-1)?.collaborationId ?? '');
	return {
		open: open.filter(({ isMine }) => !isMine),
		own,
		mayAsk: may(actor, 'collaboration.ask'),
		kind: kind ?? null,
		remote,
		next: open.length === collaborationsAtOnce ? `?${query}` : null
	};
});
