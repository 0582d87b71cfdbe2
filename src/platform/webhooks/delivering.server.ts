import { sql } from 'kysely';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { postOutside } from '#platform/http/safe-fetch.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { daysFailing, retryAfter } from './event.ts';
import { signatureOf } from './signing.ts';
import { leaveDelivery } from './webhooks.server.ts';

type Due = {
	url: string;
	secret: string;
	isOn: boolean;
	attempts: number;
	state: string;
	type: string;
	data: unknown;
	happenedAt: Date;
};
type Delivery = InNetwork & { messageId: string; endpointId: string };
type Outcome = { status: number | null; problem: string };

/**
 * Sends one message to one endpoint, signed (`signing.ts`). As long as the answer is not 2xx it is sent again, after growing delays.
 * An answer of 410 switches the endpoint off at once, and so do five days without a right answer.
 * `options` is for tests, whose receiver is on this machine.
 */
export async function deliverWebhook(
	delivery: Delivery,
	options: Partial<Parameters<typeof postOutside>[1]> = {}
): Promise<void> {
	const due = await readNetwork(delivery, (db) => dueOf(db, delivery));
	if (!due || !due.isOn || due.state !== 'waiting') return;
	const body = JSON.stringify({ type: due.type, timestamp: due.happenedAt.toISOString(), data: due.data });
	const { messageId } = delivery;
	const headers = {
		'content-type': 'application/json',
		...signatureOf({ secret: due.secret, messageId, sentAt: new Date(), body })
	};
	const outcome = await postOutside(due.url, { body, headers, seconds: 15, ...options }).then(
		(status): Outcome => ({ status, problem: '' }),
		(error: Error): Outcome => ({ status: null, problem: error.message.slice(0, 300) })
	);
	await inNetwork(delivery, (db) => noteOutcome(db, delivery, due.attempts + 1, outcome));
}

async function dueOf(db: Db, { messageId, endpointId }: Delivery): Promise<Due | undefined> {
	const { rows } = await sql<Due>`
		select e.url, e.secret, e.is_on,
			d.attempts, d.state,
			w.type, w.data, w.happened_at
		from webhook_delivery d
		join webhook_message w using (network_id, message_id)
		join webhook_endpoint e using (network_id, endpoint_id)
		where d.message_id = ${messageId}::uuid
			and d.endpoint_id = ${endpointId}::uuid
	`.execute(db);
	return rows[0];
}

async function noteOutcome(db: Db, delivery: Delivery, attempts: number, outcome: Outcome): Promise<void> {
	const isRight = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
	const wait = retryAfter[attempts - 1];
	await db
		.updateTable('webhookDelivery')
		.set({
			attempts,
			state: isRight ? 'delivered' : wait === undefined ? 'failed' : 'waiting',
			lastStatus: outcome.status,
			lastProblem: outcome.problem,
			triedAt: new Date()
		})
		.where('messageId', '=', delivery.messageId)
		.where('endpointId', '=', delivery.endpointId)
		.execute();
	if (isRight) return forgetFailures(db, delivery);
	const isOn = await noteFailure(db, delivery, outcome.status === 410);
	const { networkId, endpointId } = delivery;
	if (isOn === false) await leaveJob(db, 'webhook.switched_off', { networkId, endpointId });
	if (isOn && wait !== undefined) await leaveDelivery(db, delivery, wait);
}

async function forgetFailures(db: Db, { endpointId }: Delivery): Promise<void> {
	await db
		.updateTable('webhookEndpoint')
		.set({ failingSince: null })
		.where('endpointId', '=', endpointId)
		.where('failingSince', 'is not', null)
		.execute();
}

type Switched = { isOn: boolean };

/** Notes that an endpoint fails, and gives whether it is still on. Undefined if it was off before. */
async function noteFailure(db: Db, { endpointId }: Delivery, isGone: boolean): Promise<boolean | undefined> {
	const isTooLong = sql`coalesce(failing_since < now() - make_interval(days => ${daysFailing}), false)`;
	const { rows } = await sql<Switched>`
		update webhook_endpoint
		set failing_since = coalesce(failing_since, now()),
			is_on = not (${isGone} or ${isTooLong}),
			off_why = case when ${isGone} then 'gone' when ${isTooLong} then 'failing' end
		where endpoint_id = ${endpointId}::uuid
			and is_on
		returning is_on
	`.execute(db);
	return rows[0]?.isOn;
}
