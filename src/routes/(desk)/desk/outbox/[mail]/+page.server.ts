import { door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { readMail } from '#access/outbox/outbox.server.ts';

export const load = door('outbox.read', async ({ event, actor, network }) => {
	const { mailId, subject, address, bodyText, bodyHtml, calendar, createdAt, notBefore, hidesLinks } =
		await readMail(actor, network, idOf(event.params.mail));
	return {
		mail: {
			mailId,
			subject,
			address,
			bodyText,
			calendar,
			createdAt,
			waitsUntil: notBefore > createdAt ? notBefore : null,
			hasBody: bodyHtml !== null,
			hidesLinks
		}
	};
});
