import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import type { EventType } from '#platform/webhooks/event.ts';
import { leaveDelivery, tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { makeEndpoint } from './making.server.ts';

export type Endpoint = {
	endpointId: string;
	url: string;
	types: EventType[];
	isOn: boolean;
	offWhy: 'desk' | 'failing' | 'gone' | 'maker' | null;
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

/** Where events are sent, and how the latest deliveries went. */
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
			latestDeliveries(db)
		]);
		return { endpoints: endpoints as Endpoint[], deliveries };
	});
}

function latestDeliveries(db: Db): Promise<DeliveryLine[]> {
	return db
		.selectFrom('webhookDelivery as d')
		.innerJoin('webhookMessage as w', (join) =>
			join.onRef('w.networkId', '=', 'd.networkId').onRef('w.messageId', '=', 'd.messageId')
		)
		.select(['d.messageId', 'd.endpointId', 'w.type', 'w.happenedAt'])
		.select(['d.state', 'd.attempts', 'd.lastStatus', 'd.lastProblem'])
		.$narrowType<Pick<DeliveryLine, 'type' | 'state'>>()
		.orderBy('d.messageId', 'desc')
		.limit(50)
		.execute();
}

/**
 * Has events sent to an address. Gives the key that signs them, which is shown only once.
 * Throws Invalid for an address that is not https on the open internet.
 */
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

/**
 * Switches an endpoint on or off. Its failures are forgotten either way. Whoever switches it on answers for it from then
 * on. Throws NotFound.
 */
export async function switchEndpoint(actor: Actor, endpointId: string, isOn: boolean): Promise<void> {
	authorize(actor, 'api.manage');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('webhookEndpoint')
			.set({
				isOn,
				offWhy: isOn ? null : 'desk',
				failingSince: null,
				...(isOn ? { madeBy: actor.personId } : {})
			})
			.where('endpointId', '=', endpointId)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such endpoint');
		await writeAudit(db, actor, 'webhook.switch', endpointId, { isOn });
	});
}

/** Deletes an endpoint together with its deliveries. Throws NotFound. */
export async function dropEndpoint(actor: Actor, endpointId: string): Promise<void> {
	authorize(actor, 'api.manage');
	await inNetwork(actor, async (db) => {
		const { numDeletedRows } = await db
			.deleteFrom('webhookEndpoint')
			.where('endpointId', '=', endpointId)
			.executeTakeFirst();
		if (numDeletedRows === 0n) throw new NotFound('No such endpoint');
		await writeAudit(db, actor, 'webhook.drop', endpointId);
	});
}

/**
 * Sends a message once more, with the same id, so that a receiver who has it already can tell.
 * Throws NotFound if the message is unknown or its endpoint is off.
 */
export async function replay(actor: Actor, messageId: string, endpointId: string): Promise<void> {
	authorize(actor, 'api.manage');
	const { networkId } = actor;
	await inNetwork(actor, async (db) => {
		const { rows } = await sql`
			update webhook_delivery d
			set state = 'waiting', attempts = 0
			from webhook_endpoint e
			where e.endpoint_id = d.endpoint_id
				and e.is_on
				and d.message_id = ${messageId}::uuid
				and d.endpoint_id = ${endpointId}::uuid
			returning d.message_id
		`.execute(db);
		if (rows.length === 0) throw new NotFound('No such delivery');
		await leaveDelivery(db, { networkId, messageId, endpointId });
		await writeAudit(db, actor, 'webhook.replay', messageId);
	});
}

/** Sends a test to one endpoint. */
export async function sendTest(actor: Actor, endpointId: string): Promise<void> {
	authorize(actor, 'api.manage');
	await inNetwork(actor, (db) => tellOutside(db, actor, 'webhook.test', { endpointId }, endpointId));
}
