import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { dropKeptMails, sendKeptMails } from '#access/outbox/kept.server.ts';
import { openMailsAtDesk } from '#access/outbox/outbox.server.ts';
import { cancelMails, sendMailsAgain } from '#access/outbox/undecided.server.ts';
import { config } from '#platform/config/config.ts';
import { mails } from '#seeing/mail-list/mail-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';
import { askedAt } from '../asked.ts';
import { form, idsIn, viewActions } from '../lists.server.ts';

const mailsAtMost = 10_000;
/** Each of these is decided by itself. */
const undecidedAtMost = 500;

export const load = door('outbox.read', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const [table, open] = await Promise.all([
		lookAt(actor, mails, askedAt(event.url)),
		openMailsAtDesk(actor)
	]);
	return {
		table,
		open,
		sends: config().SMTP_URL !== undefined,
		sent: Number(query.get('sent') ?? 0),
		dropped: Number(query.get('dropped') ?? 0)
	};
});

export const actions = {
	sendAllKept: act('outbox.send', z.object({}), async ({ actor }) => {
		redirect(303, `/desk/outbox?sent=${await sendKeptMails(actor, 'all')}`);
	}),
	dropAllKept: act('outbox.send', z.object({}), async ({ actor }) => {
		redirect(303, `/desk/outbox?dropped=${await dropKeptMails(actor, 'all')}`);
	}),
	sendKept: act('outbox.send', form, async ({ event, actor }, ticked) => ({
		sent: await sendKeptMails(actor, await idsIn(actor, mails, ticked, event.url, mailsAtMost))
	})),
	again: act('outbox.send', form, async ({ event, actor }, ticked) => ({
		sent: await sendMailsAgain(actor, await idsIn(actor, mails, ticked, event.url, undecidedAtMost))
	})),
	cancel: act('outbox.send', form, async ({ event, actor }, ticked) => ({
		dropped: await cancelMails(actor, await idsIn(actor, mails, ticked, event.url, undecidedAtMost))
	})),
	...viewActions(mails, '/desk/outbox')
};
