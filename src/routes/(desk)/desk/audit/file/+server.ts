import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import * as m from '#locales/messages.ts';
import { provedDoor } from '#access/doors/proof.server.ts';
import { today } from '#platform/clock/today.ts';
import { exportAudit, formats } from '#seeing/audit-log/exporting.server.ts';
import { filterOf } from '#seeing/audit-log/filter.ts';

const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson' };

export const GET = provedDoor('audit.export', async ({ event, actor, network }) => {
	const format = z.enum(formats).safeParse(event.url.searchParams.get('format')).data;
	if (!format) error(404);
	const lines = await exportAudit(actor, filterOf(event.url.searchParams), format);
	const name = `${network.slug}-${m.audit_file()}-${today(network.timeZone)}.${format}`;
	return new Response(Readable.toWeb(Readable.from(lines)) as ReadableStream, {
		headers: {
			'content-type': types[format],
			'content-disposition': `attachment; filename="audit.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
});
