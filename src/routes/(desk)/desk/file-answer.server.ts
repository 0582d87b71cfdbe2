import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import type { Network } from '#access/actor/actor.server.ts';
import { today } from '#platform/clock/today.ts';
import { formats, streamOf, typeOf, type Format } from '#seeing/tables/writing.server.ts';
import type { Written } from '#seeing/tables/written.ts';

/**
 * A list as a file to be kept, in the format that the address names. `plain` is its name where only Latin letters go. It is
 * of today, unless it says of when it is.
 */
export async function fileAnswer(
	query: URLSearchParams,
	network: Network,
	called: Called,
	write: (format: Format) => Promise<Written>
): Promise<Response> {
	const format = z.enum(formats).safeParse(query.get('format')).data;
	if (!format) error(404);
	const written = await write(format);
	return new Response(Readable.toWeb(streamOf(format, written)) as ReadableStream, {
		headers: {
			'content-type': typeOf[format],
			'content-disposition': keptAs(network, called, format)
		}
	});
}

type Called = { plain: string; said: string; when?: string };

/** The header that gives a file its name, in the reader's words and in Latin letters (RFC 6266). */
export function keptAs(network: Network, { plain, said, when }: Called, ending: string): string {
	const name = `${network.slug}-${said}-${when ?? today(network.timeZone)}.${ending}`;
	const latin = when ? `${plain}-${when}.${ending}` : `${plain}.${ending}`;
	return `attachment; filename="${latin}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
