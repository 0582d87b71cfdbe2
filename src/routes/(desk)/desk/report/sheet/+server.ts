import { door } from '#access/doors/doors.server.ts';
import { reportFor } from '#seeing/report/reports.server.ts';
import { sheetOf } from '#seeing/report/sheet.ts';

/** The report as one page to be printed. It runs no script and loads nothing. */
export const GET = door('report.see', async ({ event, actor, network }) => {
	const { report } = await reportFor(actor, event.url.searchParams.get('month') ?? undefined);
	const name = actor.locale === 'ja' ? network.nameJa : network.nameEn;
	return new Response(sheetOf(report, name), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-modals"
		}
	});
});
