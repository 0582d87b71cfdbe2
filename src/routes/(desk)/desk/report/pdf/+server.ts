import { error } from '@sveltejs/kit';
import * as m from '#locales/messages.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { door } from '#access/doors/doors.server.ts';
import { printed, printer } from '#seeing/report/pdf.server.ts';
import { reportFor } from '#seeing/report/reports.server.ts';
import { sheetOf } from '#seeing/report/sheet.ts';
import { keptAs } from '../../file-answer.server.ts';

/** The report as a PDF of one page. 404 where this installation has no Chromium: the page to print is there all the same. */
export const GET = door('report.see', async ({ event, actor, network }) => {
	const chromium = printer();
	if (!chromium) error(404);
	await countTry('report.print', actor.personId);
	const { report } = await reportFor(actor, event.url.searchParams.get('month') ?? undefined);
	const name = actor.locale === 'ja' ? network.nameJa : network.nameEn;
	const pdf = await printed(chromium, sheetOf(report, name));
	const called = { plain: 'report', said: m.report_page_title(), when: report.month.slice(0, 7) };
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': keptAs(network, called, 'pdf')
		}
	});
});
