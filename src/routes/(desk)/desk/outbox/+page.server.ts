import { z } from 'zod';
import { door } from '#access/doors/doors.server.ts';
import { mailsAtDesk } from '#access/outbox/outbox.server.ts';
import { config } from '#platform/config/config.ts';
import { mailsAtOnce } from '#platform/mail/outbox.server.ts';

export const load = door('outbox.read', async ({ event, actor }) => {
	const before = z.uuid().safeParse(event.url.searchParams.get('before'));
	const found = await mailsAtDesk(actor, before.data);
	const last = found.at(-1);
	return {
		mails: found,
		sends: config().SMTP_URL !== undefined,
		next: found.length === mailsAtOnce && last ? `?before=${last.mailId}` : null
	};
});
