import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { readMail } from '#access/outbox/outbox.server.ts';
import { noteMailArrived, sendMailAgain } from '#access/outbox/undecided.server.ts';

export const load = door('outbox.read', async ({ event, actor, network }) => {
	const mail = await readMail(actor, network, idOf(event.params.mail));
	const { mailId, subject, address, bodyText, bodyHtml, calendar, createdAt, notBefore, hidesLinks } = mail;
	return {
		mail: {
			mailId,
			subject,
			address,
			bodyText,
			calendar,
			createdAt,
			status: mail.status,
			failure: mail.failure,
			isTried: mail.tries > 0,
			waitsUntil: notBefore > createdAt ? notBefore : null,
			hasBody: bodyHtml !== null,
			hidesLinks
		}
	};
});

const back = (mailId: string) => redirect(303, `/desk/outbox/${mailId}`);

export const actions = {
	again: act('outbox.send', z.object({}), async ({ event, actor }) => {
		const mailId = idOf(event.params.mail);
		await sendMailAgain(actor, mailId);
		back(mailId);
	}),
	arrived: act('outbox.send', z.object({}), async ({ event, actor }) => {
		const mailId = idOf(event.params.mail);
		await noteMailArrived(actor, mailId);
		back(mailId);
	})
};
