import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { EventType } from '#platform/webhooks/event.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { makeEndpoint } from './making.server.ts';

export type Endpoint = {
	endpointId: string;
	url: string;
	types: EventType[];
	isOn: boolean;
	offWhy: 'desk' | 'failing' | 'gone' | null;
	failingSince: Date | null;
};
export type DeliveryLine = {
	messageId: string;
	endpointId: string;
	type: EventType;
	happenedAt: Date;
	state: 'waiting' | 'delivered' | 'failed';
	attempts: number;
	lastStatus: number | null;
	lastProblem: string;
};

/** Where events are sent, and how the latest fared. */
export async function endpointsAtDesk(
	actor: Actor
): Promise<{ endpoints: Endpoint[]; deliveries: DeliveryLine[] }> {
	authorize(actor, 'api.manage');
	return readNetwork(actor, async (db) => {
		const [endpoints, deliveries] = await Promise.all([
			db
				.selectFrom('webhookEndpoint')
				.select(['endpointId', 'url', 'types', 'isOn', 'offWhy', 'failingSince'])
				.orderBy('endpointId')
				.limit(50)
				.execute(),
			sql<DeliveryLine>`select d.message_id, d.endpoint_id, w.type, w.happened_at, d.state, d.attempts, d.last_status, d.last_problem from webhook_delivery d join webhook_message w using (network_id, message_id) order by d.message_id desc limit 50`.execute(
				db
			)
		]);
		return { endpoints: endpoints as Endpoint[], deliveries: deliveries.rows };
	});
}

/** Has events sent to an address. Gives the key that signs them, which is seen this once only. Throws Invalid for what is not https on the open internet. */
export async function addEndpoint(actor: Actor, url: string, types: EventType[]): Promise<string> {
	authorize(actor, 'api.manage');
	return inNetwork(actor, async (db) => {
		const made = await makeEndpoint(db, {
			networkId: actor.networkId,
			madeBy: actor.personId,
			url,
			types
		});
		await writeAudit(db, actor, 'webhook.add', made.endpointId);
		return made.secret;
	});
}

/** Switches an endpoint on or off. On again, its failures are forgotten. Throws NotFound. */
export async function switchEndpoint(actor: Actor, endpointId: string, isOn: boolean): Promise<void> {
	authorize(actor, 'api.manage');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('webhookEndpoint')
			.set({ isOn, offWhy: isOn ? null : 'desk', failingSince: null })
			.where('endpointId', '=', endpointId)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such endpoint');
		await writeAudit(db, actor, 'webhook.switch', endpointId, { isOn });
	});
}

/** Ends an endpoint, with what is known of its deliveries. */
export async function dropEndpoint(actor: Actor, endpointId: string): Promise<void> {
	authorize(actor, 'api.manage');
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('webhookEndpoint').where('endpointId', '=', endpointId).execute();
		await writeAudit(db, actor, 'webhook.drop', endpointId);
	});
}

/** Sends a message once more, with the same id, so that who had it already can tell. Throws NotFound where it is unknown or its endpoint is off. */
export async function replay(actor: Actor, messageId: string, endpointId: string): Promise<void> {
	authorize(actor, 'api.manage');
	const { networkId } = actor;
	await inNetwork(actor, async (db) => {
		const { rows } =
			await sql`update webhook_delivery d set state = 'waiting', attempts = 0 from webhook_endpoint e where e.endpoint_id = d.endpoint_id and e.is_on and d.message_id = ${messageId}::uuid and d.endpoint_id = ${endpointId}::uuid returning d.message_id`.execute(
				db
			);
		if (rows.length === 0) throw new NotFound('No such delivery');
		await leaveJob(
			db,
			'webhook.deliver',
			{ networkId, messageId, endpointId },
			{ key: `webhook:${messageId}:${endpointId}` }
		);
		await writeAudit(db, actor, 'webhook.replay', messageId);
	});
}

/** Sends a test to one endpoint. */
export async function sendTest(actor: Actor, endpointId: string): Promise<void> {
	authorize(actor, 'api.manage');
	await inNetwork(actor, (db) => tellOutside(db, actor, 'webhook.test', { endpointId }, endpointId));
}
