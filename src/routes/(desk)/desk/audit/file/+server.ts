import { Readable } from 'node:stream';
import { provedDoor } from '#access/doors/proof.server.ts';
import * as m from '#locales/messages.ts';
import { today } from '#platform/clock/today.ts';
import { auditLog } from '#seeing/audit-log/audit-list.server.ts';
import { exportChain } from '#seeing/audit-log/exporting.server.ts';
import { rowsFile } from '../../lists.server.ts';

/** The log as a list's file, or line by line with what its chain is computed from. */
export const GET = provedDoor('audit.export', async ({ event, actor, network }) => {
	const query = event.url.searchParams;
	if (query.get('format') !== 'jsonl')
		return rowsFile(auditLog, { plain: 'audit', said: m.audit_file() }, { event, actor, network });
	const name = `${network.slug}-${m.audit_file()}-${today(network.timeZone)}.jsonl`;
	return new Response(Readable.toWeb(Readable.from(await exportChain(actor, query))) as ReadableStream, {
		headers: {
			'content-type': 'application/x-ndjson',
			'content-disposition': `attachment; filename="audit.jsonl"; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
});
