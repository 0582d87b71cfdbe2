import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import type { EventType } from './event.ts';

/** Tells the endpoints that asked for it that something happened, in the transaction in which it does: it is told if and only if that commits. Where nobody asked, nothing is kept. */
export async function tellOutside(
	db: Db,
	{ networkId }: InNetwork,
	type: EventType,
	data: Record<string, unknown>,
	only: string | null = null
): Promise<void> {
	const { rows } = await sql<{ messageId: string; endpointId: string }>`
		with asking as (select endpoint_id from webhook_endpoint where is_on and (${type} = any (types) or endpoint_id = ${only}::uuid) and (${only}::uuid is null or endpoint_id = ${only}::uuid)),
		told as (insert into webhook_message (network_id, type, data) select ${networkId}::uuid, ${type}, ${JSON.stringify(data)}::jsonb where exists (select from asking) returning message_id)
		insert into webhook_delivery (network_id, message_id, endpoint_id) select ${networkId}::uuid, told.message_id, asking.endpoint_id from told cross join asking returning message_id, endpoint_id`.execute(
		db
	);
	for (const { messageId, endpointId } of rows)
		await leaveJob(
			db,
			'webhook.deliver',
			{ networkId, messageId, endpointId },
			{ key: `webhook:${messageId}:${endpointId}` }
		);
}
