import { sql } from 'kysely';
import { memberIsDeskOrAdmin } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';

/** Tells admins and the desk that an endpoint was switched off, because it failed for days or said that it is gone. */
export async function tellOfEndpoint({
	networkId,
	endpointId
}: InNetwork & { endpointId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const endpoint = await db
			.selectFrom('webhookEndpoint')
			.select('url')
			.where('endpointId', '=', endpointId)
			.where('isOn', '=', false)
			.executeTakeFirst();
		if (!endpoint) return;
		const to = await adminsAndDesk(db);
		await notify(
			db,
			{ networkId },
			{
				kind: 'webhook_off',
				to,
				by: null,
				subjectId: endpointId,
				path: '/desk/api#webhooks',
				about: new URL(endpoint.url).host
			}
		);
	});
}

type Someone = { personId: string };

async function adminsAndDesk(db: Db): Promise<string[]> {
	const { rows } = await sql<Someone>`
		select person_id
		from membership
		where ${memberIsDeskOrAdmin('membership')}
	`.execute(db);
	return rows.map(({ personId }) => personId);
}
