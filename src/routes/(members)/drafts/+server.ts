import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { readBody } from '#access/doors/form.ts';
import { draftAt, keepDraft } from '#gathering/drafts/drafts.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { Stale } from '#platform/http/failures.ts';

const draft = z.object({
	place: z.string().regex(/^[a-z]+(:[0-9a-f-]{36})?$/),
	words: z.string().max(8000),
	html: z.string().max(40_000).default(''),
	revision: z.number().int().min(0).max(2_147_483_647)
});

/** Keeps the text that someone is writing. Answers 409 with the newer text when another tab has saved since. */
export const PUT = door('draft.keep', async ({ event, actor }) => {
	const read = await readBody(event.request, draft);
	if (!read) return json({}, { status: 422 });
	const { place, ...words } = read;
	try {
		return json({ revision: await keepDraft(actor, place, words) });
	} catch (failure) {
		if (failure instanceof Stale)
			return json((await readNetwork(actor, (db) => draftAt(db, actor, place))) ?? {}, { status: 409 });
		throw failure;
	}
});
