import { openDoor } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { answerAddress, metadataAddress } from '#access/single-sign-on/provider.ts';
import { providerIn } from '#access/single-sign-on/providers.server.ts';
import { ownMetadata } from '#access/single-sign-on/saml.server.ts';
import { originAt } from '#platform/config/config.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';

/** What we are to a SAML provider, for its administrator. It holds no secret. */
export const GET = openDoor(async ({ event, network }) => {
	const providerId = idOf(event.params.provider);
	const { kind } = await readNetwork(network, (db) => providerIn(db, providerId));
	if (kind !== 'saml') throw new NotFound('No metadata');
	const place = { origin: originAt(network.hosts), providerId };
	const text = ownMetadata({ entityId: metadataAddress(place), answerAddress: answerAddress(place) });
	return new Response(text, { headers: { 'content-type': 'application/samlmetadata+xml; charset=utf-8' } });
});
