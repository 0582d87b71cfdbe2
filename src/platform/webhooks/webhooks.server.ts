import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { EventType } from './event.ts';

type Delivery = { messageId: string; endpointId: string };

/**
 * Tells every endpoint that asked for it that something happened. It is sent if and only if the running transaction
 * commits; if no endpoint asked, nothing is kept. With `only`, that one endpoint is told, whatever it asked for.
 */
export async function tellOutside(
	db: Db,
	{ networkId }: InNetwork,
	type: EventType,
	data: Record<string, unknown>,
	only: string | null = null
): Promise<void> {
	const { rows: deliveries } = await sql<Delivery>`
		with asking as (
			select endpoint_id
			from webhook_endpoint
			where is_on
				and (${type} = any (types) or endpoint_id = ${only}::uuid)
				and (${only}::uuid is null or endpoint_id = ${only}::uuid)
		),
		told as (
			insert into webhook_message (network_id, type, data)
			select ${networkId}::uuid, ${type}, ${JSON.stringify(data)}::jsonb
			where exists (select from asking)
			returning message_id
		)
		insert into webhook_delivery (network_id, message_id, endpoint_id)
		select ${networkId}::uuid, told.message_id, asking.endpoint_id
		from told
		cross join asking
		returning message_id, endpoint_id
	`.execute(db);
	for (const delivery of deliveries) await leaveDelivery(db, { networkId, ...delivery });
}

/** Leaves the job that sends one message to one endpoint, after so many seconds. One that still waits is replaced. */
export async function leaveDelivery(db: Db, delivery: InNetwork & Delivery, after?: number): Promise<void> {
	await leaveJob(db, 'webhook.deliver', delivery, {
		key: `webhook:${delivery.messageId}:${delivery.endpointId}`,
		...(after === undefined ? {} : { after, isPutOff: true })
	});
}
