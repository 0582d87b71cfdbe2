import { sql } from 'kysely';
import { memberMay } from '#access/policy/roles.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';

/**
 * Switches an endpoint off whose maker is no member any more, or may not make one any more, as their tokens end with
 * them. Admins and the desk are told. Asked before each message, so that none goes out after that.
 */
export async function stopWithoutMaker({
	networkId,
	endpointId
}: InNetwork & { endpointId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const { numAffectedRows } = await sql`
			update webhook_endpoint e
			set is_on = false, off_why = 'maker'
			where e.endpoint_id = ${endpointId}::uuid
				and e.is_on
				and not exists (
					select from membership m
					where m.person_id = e.made_by
						and ${memberMay('api.manage', 'm')}
				)
		`.execute(db);
		if (numAffectedRows) await leaveJob(db, 'webhook.switched_off', { networkId, endpointId });
	});
}
