import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { fetchPaper } from '#gathering/papers/papers.server.ts';

/** The file with which the desk answered. The browser keeps no copy that others on the machine could open. */
export const GET = door('paper.ask', async ({ event, actor }) => {
	const { bytes, mediaType, name } = await fetchPaper(actor, idOf(event.params.paper));
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'private, no-store',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
});
