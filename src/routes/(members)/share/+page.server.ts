import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { draftAt } from '#gathering/drafts/drafts.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { cutText } from '#platform/text/clean.ts';

const most = 4000;
const shared = z.object({
	title: z.string().trim().catch(''),
	text: z.string().trim().catch(''),
	url: z.string().trim().catch('')
});

/** What another program shares with the installed network, as the beginning of a post. Nothing is sent yet. */
export const load = door('post.write', async ({ event, actor }) => {
	const { title, text, url } = shared.parse({
		title: '',
		text: '',
		url: '',
		...Object.fromEntries(event.url.searchParams)
	});
	const words = [title, text, text.includes(url) ? '' : url].filter(Boolean).join('\n');
	const kept = await readNetwork(actor, (db) => draftAt(db, actor, 'share'));
	return { words: cutText(words, most), revision: kept?.revision ?? 0, ticket: crypto.randomUUID() };
});
