import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { dropKeptMails, sendKeptMails } from '#access/outbox/kept.server.ts';
import { readMail } from '#access/outbox/outbox.server.ts';
import { cancelMail, noteMailArrived, sendMailAgain, tryMailNow } from '#access/outbox/undecided.server.ts';
import { config } from '#platform/config/config.ts';

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
			tries: mail.tries,
			triedAt: mail.triedAt,
			nextTryAt: mail.nextTryAt,
			isKept: mail.isKept,
			waitsUntil: notBefore > createdAt ? notBefore : null,
			hasBody: bodyHtml !== null,
			hidesLinks
		},
		sends: config().SMTP_URL !== undefined
	};
});

/** What a button of the page does with the mail. */
const button = (work: (actor: Parameters<typeof cancelMail>[0], mailId: string) => Promise<unknown>) =>
	act('outbox.send', z.object({}), async ({ event, actor }) => {
		const mailId = idOf(event.params.mail);
		await work(actor, mailId);
		redirect(303, `/desk/outbox/${mailId}`);
	});

export const actions = {
	again: button(sendMailAgain),
	arrived: button(noteMailArrived),
	now: button(tryMailNow),
	cancel: button(cancelMail),
	sendKept: button((actor, mailId) => sendKeptMails(actor, [mailId])),
	dropKept: button((actor, mailId) => dropKeptMails(actor, [mailId]))
};
