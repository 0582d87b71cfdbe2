import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { postOutside } from '#platform/http/safe-fetch.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { daysFailing, retryAfter } from './event.ts';

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
 * Sends one message to one endpoint, signed by the Standard Webhooks specification (https://www.standardwebhooks.com), and once more after a growing delay as long as the
 * answer is not 2xx. 410 switches the endpoint off at once, five days without a right answer do as well. `options` is for tests, which answer on this machine.
 */
export async function deliverWebhook(
	delivery: Delivery,
	options: Partial<Parameters<typeof postOutside>[1]> = {}
): Promise<void> {
	const due = await readNetwork(delivery, (db) => dueOf(db, delivery));
	if (!due || !due.isOn || due.state !== 'waiting') return;
	const body = JSON.stringify({ type: due.type, timestamp: due.happenedAt.toISOString(), data: due.data });
	const sentAt = new Date();
	const headers = {
		'content-type': 'application/json',
		'webhook-id': delivery.messageId,
		'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
		'webhook-signature': new Webhook(due.secret).sign(delivery.messageId, sentAt, body)
	};
	const outcome = await postOutside(due.url, { body, headers, seconds: 15, ...options }).then(
		(status): Outcome => ({ status, problem: '' }),
		(error: Error): Outcome => ({ status: null, problem: error.message.slice(0, 300) })
	);
	await inNetwork(delivery, (db) => noteOutcome(db, delivery, due.attempts + 1, outcome));
}

async function dueOf(db: Db, { messageId, endpointId }: Delivery): Promise<Due | undefined> {
	const { rows } =
		await sql<Due>`select e.url, e.secret, e.is_on, d.attempts, d.state, w.type, w.data, w.happened_at from webhook_delivery d join webhook_message w using (network_id, message_id) join webhook_endpoint e using (network_id, endpoint_id)
		where d.message_id = ${messageId}::uuid and d.endpoint_id = ${endpointId}::uuid`.execute(db);
	return rows[0];
}

async function noteOutcome(
	db: Db,
	delivery: Delivery,
	attempts: number,
	{ status, problem }: Outcome
): Promise<void> {
	const { messageId, endpointId, networkId } = delivery;
	const isRight = status !== null && status >= 200 && status < 300;
	const wait = retryAfter[attempts - 1];
	const state = isRight ? 'delivered' : wait === undefined ? 'failed' : 'waiting';
	await db
		.updateTable('webhookDelivery')
		.set({ attempts, state, lastStatus: status, lastProblem: problem, triedAt: new Date() })
		.where('messageId', '=', messageId)
		.where('endpointId', '=', endpointId)
		.execute();
	if (isRight)
		return void (await db
			.updateTable('webhookEndpoint')
			.set({ failingSince: null })
			.where('endpointId', '=', endpointId)
			.where('failingSince', 'is not', null)
			.execute());
	const tooLong = sql`coalesce(failing_since < now() - make_interval(days => ${daysFailing}), false)`;
	const { rows } = await sql<{
		isOn: boolean;
	}>`update webhook_endpoint set failing_since = coalesce(failing_since, now()),
		is_on = not (${status === 410} or ${tooLong}), off_why = case when ${status === 410} then 'gone' when ${tooLong} then 'failing' end
		where endpoint_id = ${endpointId}::uuid and is_on returning is_on`.execute(db);
	if (rows[0] && !rows[0].isOn) await leaveJob(db, 'webhook.switched_off', { networkId, endpointId });
	else if (rows[0] && wait !== undefined)
		await leaveJob(db, 'webhook.deliver', delivery, {
			key: `webhook:${messageId}:${endpointId}`,
			after: wait
		});
}

/** Forgets what was told more than thirty days ago. */
export async function forgetOldMessages(where: InNetwork): Promise<void> {
	await inNetwork(where, async (db) => {
		await sql`delete from webhook_message where happened_at < now() - interval '30 days'`.execute(db);
		await sql`delete from api_answer where made_at < now() - interval '2 days'`.execute(db);
	});
}
