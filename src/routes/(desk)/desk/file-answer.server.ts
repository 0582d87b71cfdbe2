import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import type { Network } from '#access/actor/actor.server.ts';
import { today } from '#platform/clock/today.ts';
import { formats, streamOf, typeOf, type Format } from '#seeing/tables/writing.server.ts';
import type { Written } from '#seeing/tables/written.ts';

/** A list as a file to be kept, in the format that the address names. `plain` is its name where only Latin letters go. */
export async function fileAnswer(
	query: URLSearchParams,
	network: Network,
	called: { plain: string; said: string },
	write: (format: Format) => Promise<Written>
): Promise<Response> {
	const format = z.enum(formats).safeParse(query.get('format')).data;
	if (!format) error(404);
	const written = await write(format);
	const name = `${network.slug}-${called.said}-${today(network.timeZone)}.${format}`;
	return new Response(Readable.toWeb(streamOf(format, written)) as ReadableStream, {
		headers: {
			'content-type': typeOf[format],
			'content-disposition': `attachment; filename="${called.plain}.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
}
