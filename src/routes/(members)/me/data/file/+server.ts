import { provedDoor } from '#access/doors/proof.server.ts';
import { takeOwnData } from '#gathering/own-data/own-data.server.ts';

/** The zip itself, for the member whose data it is, and for nobody else. */
export const GET = provedDoor('own_data.take', async ({ actor }) => {
	const { bytes, pieces } = await takeOwnData(actor);
	return new Response(pieces, {
		headers: {
			'content-type': 'application/zip',
			'content-length': String(bytes),
			'content-disposition': 'attachment; filename="okaeri.zip"',
			'cache-control': 'no-store'
		}
	});
});
