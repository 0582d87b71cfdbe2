import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { dropKeptMails, keptMailsAtDesk, sendKeptMails } from '#access/outbox/kept.server.ts';
import { mailsAtDesk, openMailsAtDesk } from '#access/outbox/outbox.server.ts';
import { config } from '#platform/config/config.ts';
import { Invalid } from '#platform/http/failures.ts';
import type { Which } from '#platform/mail/kept.server.ts';
import { mailsAtOnce } from '#platform/mail/outbox.server.ts';
import { mailStates } from '#platform/mail/states.server.ts';

export const load = door('outbox.read', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const before = z.uuid().safeParse(query.get('before')).data;
	const show = z.enum(mailStates).safeParse(query.get('show')).data;
	const [found, kept, open] = await Promise.all([
		mailsAtDesk(actor, before, show),
		keptMailsAtDesk(actor),
		openMailsAtDesk(actor)
	]);
	const last = found.at(-1);
	const next = new URLSearchParams({ ...(show ? { show } : {}), ...(last ? { before: last.mailId } : {}) });
	return {
		mails: found,
		show: show ?? 'all',
		kept,
		open,
		sends: config().SMTP_URL !== undefined,
		sent: Number(query.get('sent') ?? 0),
		dropped: Number(query.get('dropped') ?? 0),
		next: found.length === mailsAtOnce ? `?${next}` : null
	};
});

const keptForm = z.object({ mail: chosen(z.uuid()), all: z.enum(['yes']).optional() });

/** Which mails a form is about. Throws Invalid where none is ticked. */
function whichOf({ mail, all }: z.output<typeof keptForm>): Which {
	if (all) return 'all';
	if (mail.length === 0) throw new Invalid('nothing_chosen', 'mail');
	return mail;
}

export const actions = {
	sendKept: act('outbox.send', keptForm, async ({ actor }, wish) => {
		redirect(303, `/desk/outbox?sent=${await sendKeptMails(actor, whichOf(wish))}`);
	}),
	dropKept: act('outbox.send', keptForm, async ({ actor }, wish) => {
		redirect(303, `/desk/outbox?dropped=${await dropKeptMails(actor, whichOf(wish))}`);
	})
};
