import { z } from 'zod';
import { openDoor } from '#access/doors/doors.server.ts';
import { logoOf } from '#access/settings/logo.server.ts';
import { logoVariants } from '#platform/files/logo.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { keptLong } from '#platform/http/kept.ts';

/** The network's logo, as it is shown in one place. */
export const GET = openDoor(async ({ event, network }) => {
	const variant = z.enum(logoVariants).safeParse(event.params.variant);
	if (!variant.success) throw new NotFound('No such form of a logo');
	const { bytes, mediaType } = await logoOf(network, variant.data);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'cache-control': keptLong(event.url.searchParams.get('r') === network.logoMark)
		}
	});
});
