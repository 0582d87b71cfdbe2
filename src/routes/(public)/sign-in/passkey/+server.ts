import { json } from '@sveltejs/kit';
import { passkeyToUse, placeOf } from '#access/accounts/passkeys.server.ts';
import { openDoor } from '#access/doors/doors.server.ts';
import { countTry } from '#access/limits/limits.server.ts';

/** What a browser needs to sign in by a passkey. It tells nothing of who has one. */
export const POST = openDoor(async ({ event, network }) => {
	await countTry('passkey.address', event.getClientAddress());
	return json(await passkeyToUse(network, placeOf(network, event.url.hostname), 'enter'));
});
