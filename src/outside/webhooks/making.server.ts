import { randomBytes } from 'node:crypto';
import type { Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { checkOutside } from '#platform/http/safe-fetch.server.ts';
import type { EventType } from '#platform/webhooks/event.ts';

type Wish = { networkId: string; madeBy: string; url: string; types: EventType[] };

/**
 * Makes an endpoint with a secret of its own, by which its messages are signed.
 * Throws Invalid for an address that is not https on the open internet.
 */
export async function makeEndpoint(db: Db, wish: Wish) {
	checkAddress(wish.url);
	return db
		.insertInto('webhookEndpoint')
		.values({
			...wish,
			types: [...new Set(wish.types)],
			secret: `whsec_${randomBytes(32).toString('base64')}`
		})
		.returning(['endpointId', 'url', 'types', 'isOn', 'failingSince', 'secret'])
		.$narrowType<{ types: EventType[] }>()
		.executeTakeFirstOrThrow();
}

function checkAddress(address: string): void {
	try {
		const url = new URL(address);
		checkOutside(url);
		if (url.protocol !== 'https:') throw new Error('Only https');
	} catch {
		throw new Invalid('not_a_link', 'url');
	}
}
