import { door } from '#access/doors/doors.server.ts';
import * as m from '#locales/messages.ts';
import { linesOf } from '#seeing/report/lines.server.ts';
import { reportFor } from '#seeing/report/reports.server.ts';
import { fileAnswer } from '../../file-answer.server.ts';

/** The figures of the report as a file: one line a figure. */
export const GET = door('report.see', async ({ event, actor, network }) => {
	const { report } = await reportFor(actor, event.url.searchParams.get('month') ?? undefined);
	const called = { plain: 'report', said: m.report_page_title(), when: report.month.slice(0, 7) };
	return fileAnswer(event.url.searchParams, network, called, async () => linesOf(report));
});
