import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { readMail } from '#access/outbox/outbox.server.ts';

/** The mail as it looks. It is shown in a frame that can neither run scripts nor load anything. */
export const GET = door('outbox.read', async ({ event, actor, network }) => {
	const { bodyHtml } = await readMail(actor, network, idOf(event.params.mail));
	const html = (bodyHtml ?? '').replace('<head>', '<head><base target="_blank">');
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
		}
	});
});
