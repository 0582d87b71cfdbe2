import { Parser } from 'htmlparser2';
import type { InNetwork } from '#platform/database/network.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { fetchOutside } from '#platform/http/safe-fetch.server.ts';
import { log } from '#platform/log/log.server.ts';
import { cleanText, cutText } from '#platform/text/clean.ts';

export type Preview = { title: string; description: string; site: string };

/** The title, description and site that a page names in its head. Undefined where it has no title. */
export function readHead(html: string): Preview | undefined {
	const told = new Map<string, string>();
	let title: string | undefined;
	let inTitle = false;
	const parser = new Parser({
		onopentag(name, { property, name: named, content }) {
			const key = (property ?? named)?.toLowerCase();
			if (name === 'meta' && key && content && !told.has(key)) told.set(key, content);
			inTitle = name === 'title' && title === undefined;
		},
		ontext(text) {
			if (inTitle) title = (title ?? '') + text;
		},
		onclosetag(name) {
			if (name === 'title') inTitle = false;
		}
	});
	parser.write(html);
	parser.end();
	const neat = (text: string | undefined, most: number) =>
		cutText(
			cleanText(text ?? '')
				.replace(/\s+/g, ' ')
				.trim(),
			most
		);
	const called = neat(told.get('og:title') ?? title, 200);
	return called
		? {
				title: called,
				description: neat(told.get('og:description') ?? told.get('description'), 300),
				site: neat(told.get('og:site_name'), 80)
			}
		: undefined;
}

function decode(body: Buffer, type: string): string {
	const named =
		/charset=["']?([\w-]+)/i.exec(type)?.[1] ??
		/<meta[^>]+charset=["']?([\w-]+)/i.exec(body.subarray(0, 2048).toString('latin1'))?.[1] ??
		'utf-8';
	try {
		return new TextDecoder(named).decode(body);
	} catch (error) {
		if (error instanceof RangeError) return body.toString('utf8'); // an unknown charset
		throw error;
	}
}

/** Reads the page behind a link once and keeps its title and description. A page that cannot be fetched safely has no preview. */
export async function previewLink({ networkId, url }: InNetwork & { url: string }): Promise<void> {
	const known = await inNetwork({ networkId }, (db) =>
		db
			.insertInto('linkPreview')
			.values({ networkId, url })
			.onConflict((conflict) => conflict.columns(['networkId', 'url']).doUpdateSet({ url }))
			.returning('state')
			.executeTakeFirstOrThrow()
	);
	if (known.state !== 'waiting') return;
	let found: Preview | undefined;
	try {
		const page = await fetchOutside(url, { mostBytes: 512 * 1024, seconds: 6, redirects: 3 });
		if (/html/i.test(page.type)) found = readHead(decode(page.body, page.type));
	} catch (error) {
		log.info({ error }, 'A link has no preview');
	}
	await inNetwork({ networkId }, (db) =>
		db
			.updateTable('linkPreview')
			.set({
				state: found ? 'found' : 'nothing',
				...found,
				site: found?.site || new URL(url).hostname,
				fetchedAt: new Date()
			})
			.where('url', '=', url)
			.execute()
	);
}
