import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { bytesOf } from '#gathering/uploads/uploads.server.ts';

/** A picture to look at, or a file to download. The browser never opens a file within this site. */
export const GET = door('upload.see', async ({ event, actor }) => {
	const { bytes, mediaType, name, kind } = await bytesOf(
		actor,
		idOf(event.params.upload),
		event.params.variant === 'thumb' ? 'thumb' : 'full'
	);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
			'cache-control': 'private, max-age=86400, immutable',
			...(kind === 'file'
				? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` }
				: {})
		}
	});
});
