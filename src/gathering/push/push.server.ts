import webpush from 'web-push';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { config } from '#platform/config/config.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { log } from '#platform/log/log.server.ts';

/** A person is told in so many browsers; of more, the first ones are forgotten. */
export const browsersAtMost = 10;

export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** Is this one of the push services that we send to? We send to no other address, whatever a browser says. */
function isPushService(endpoint: string): boolean {
	if (!URL.canParse(endpoint)) return false;
	const { protocol, host } = new URL(endpoint);
	const isListed = config().PUSH_HOSTS.some((known) =>
		known.startsWith('.') ? host.endsWith(known) : host === known
	);
	return isListed && (protocol === 'https:' || /^(127\.0\.0\.1|localhost)(:|$)/.test(host));
}

/** The network's public key for web push (VAPID, RFC 8292), made at first use. */
export async function pushKey(where: InNetwork): Promise<{ publicKey: string; privateKey: string }> {
	return inNetwork(where, async (db) => {
		const known = await db.selectFrom('pushKey').select(['publicKey', 'privateKey']).executeTakeFirst();
		if (known) return known;
		await db
			.insertInto('pushKey')
			.values({ networkId: where.networkId, ...webpush.generateVAPIDKeys() })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		return db.selectFrom('pushKey').select(['publicKey', 'privateKey']).executeTakeFirstOrThrow();
	});
}

/** Tells this browser by push from now on. Throws Invalid for an endpoint that is no known push service. */
export async function subscribe(actor: Actor, subscription: Subscription): Promise<void> {
	authorize(actor, 'notification.see');
	await countTry('push.day', actor.personId);
	if (!isPushService(subscription.endpoint)) throw new Invalid('not_usable', 'endpoint');
	const { networkId, personId } = actor;
	await inNetwork(actor, async (db) => {
		const older = db
			.selectFrom('pushSubscription')
			.select('endpoint')
			.where('personId', '=', personId)
			.where('endpoint', '!=', subscription.endpoint)
			.orderBy('madeAt', 'desc')
			.offset(browsersAtMost - 1);
		await db
			.deleteFrom('pushSubscription')
			.where('personId', '=', personId)
			.where('endpoint', 'in', older)
			.execute();
		await db
			.insertInto('pushSubscription')
			.values({ networkId, personId, ...subscription })
			.onConflict((conflict) =>
				conflict
					.columns(['networkId', 'endpoint'])
					.doUpdateSet({ personId, p256dh: subscription.p256dh, auth: subscription.auth })
			)
			.execute();
	});
}

/** Stops telling this browser. */
export async function unsubscribe(actor: Actor, endpoint: string): Promise<void> {
	authorize(actor, 'notification.see');
	await inNetwork(actor, (db) =>
		db
			.deleteFrom('pushSubscription')
			.where('endpoint', '=', endpoint)
			.where('personId', '=', actor.personId)
			.execute()
	);
}

export type PushWords = { title: string; body: string; path: string; tag: string; badge: number };

/** `gone`: the browser no longer exists. `later`: the service wants it later. `silent`: it does not answer. */
export type PushOutcome = 'sent' | 'gone' | 'later' | 'silent' | 'refused';

const secondsToAnswer = 5;

/** Sends one push, encrypted for its browser alone (RFC 8291). Logs what did not work, and does not throw. */
export async function push(
	keys: { publicKey: string; privateKey: string },
	subscription: Subscription,
	words: PushWords
): Promise<PushOutcome> {
	if (!isPushService(subscription.endpoint)) return 'refused';
	const { endpoint, p256dh, auth } = subscription;
	const { body, headers, method } = webpush.generateRequestDetails(
		{ endpoint, keys: { p256dh, auth } },
		JSON.stringify(words),
		{
			vapidDetails: {
				subject: config().origin.startsWith('https:') ? config().origin : 'mailto:okaeri@localhost',
				...keys
			},
			TTL: 86_400,
			topic: words.tag.replaceAll('-', '').slice(0, 32)
		}
	);
	try {
		const answer = await fetch(endpoint, {
			method,
			headers: headers as Record<string, string>,
			body: new Uint8Array(body as Buffer),
			redirect: 'error',
			signal: AbortSignal.timeout(secondsToAnswer * 1000)
		});
		await answer.body?.cancel();
		if (answer.ok) return 'sent';
		if (answer.status === 404 || answer.status === 410) return 'gone';
		log.warn({ status: answer.status, host: new URL(endpoint).host }, 'A push was refused');
		return answer.status === 429 || answer.status >= 500 ? 'later' : 'refused';
	} catch (error) {
		log.warn({ error, host: new URL(endpoint).host }, 'A push service did not answer');
		return 'silent';
	}
}
