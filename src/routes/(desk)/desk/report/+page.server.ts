import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { chosen } from '#access/doors/form.ts';
import { may } from '#access/policy/policy.ts';
import { printer } from '#seeing/report/pdf.server.ts';
import { chooseReaders, reportReaders } from '#seeing/report/readers.server.ts';
import { reportFor } from '#seeing/report/reports.server.ts';
import { isSentToSomebody, sendReportNow } from '#seeing/report/sending.server.ts';

export const load = door('report.see', async ({ event, actor }) => {
	const asked = event.url.searchParams;
	const { report, sentAt, months } = await reportFor(actor, asked.get('month') ?? undefined);
	return {
		month: report.month,
		months,
		sentAt,
		hasPdf: printer() !== undefined,
		goesToSomebody: await isSentToSomebody(actor),
		readers: may(actor, 'report.send') ? await reportReaders(actor) : undefined,
		wasSent: z.coerce.number().int().min(1).safeParse(asked.get('sent')).data,
		saved: asked.has('saved')
	};
});

export const actions = {
	readers: act('report.send', z.object({ reader: chosen(z.uuid()) }), async ({ actor }, { reader }) => {
		await chooseReaders(actor, reader);
		redirect(303, '/desk/report?saved');
	}),
	send: act('report.send', z.object({}), async ({ actor }) => {
		redirect(303, `/desk/report?sent=${await sendReportNow(actor)}`);
	})
};
