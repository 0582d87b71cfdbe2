import { Readable } from 'node:stream';
import { provedDoor } from '#access/doors/proof.server.ts';
import { idOf } from '#access/doors/form.ts';
import { rowsToMend } from '#people/hr-imports/mending.server.ts';

export const GET = provedDoor('hr_import.load', async ({ event, actor }) => {
	const { name, lines } = await rowsToMend(actor, idOf(event.params.import));
	return new Response(Readable.toWeb(Readable.from(lines)) as ReadableStream, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="rows.csv"; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
});
