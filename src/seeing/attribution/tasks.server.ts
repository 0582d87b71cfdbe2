import { sql } from 'kysely';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { attribute, leadingKinds } from './attribution.ts';

/** Works out what a rehire is attributed to and writes it down; run again it writes the same. */
export async function attributeRehire({
	networkId,
	rehireId
}: InNetwork & { rehireId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const rehire = await db
			.selectFrom('rehire')
			.select(['personId', 'returnedOn', 'recordedAt'])
			.where('rehireId', '=', rehireId)
			.executeTakeFirst();
		if (!rehire) return;
		const leads = await db
			.selectFrom('touchpoint')
			.select(['touchpointId', 'happenedAt'])
			.where('personId', '=', rehire.personId)
			.where('kind', 'in', leadingKinds)
			.where('happenedAt', '<=', rehire.recordedAt)
			.execute();
		await db.deleteFrom('attribution').where('rehireId', '=', rehireId).execute();
		const shares = attribute(leads, rehire.recordedAt);
		// The database's instants are finer than ours, so that each touchpoint is named by its id.
		await sql`insert into attribution (network_id, rehire_id, rule, touchpoint_id, happened_at, share)
			select t.network_id, ${rehireId}::uuid, s.rule, t.touchpoint_id, t.happened_at, s.share
			from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as s(rule text, "touchpointId" uuid, share numeric)
			join touchpoint t on t.touchpoint_id = s."touchpointId" and t.person_id = ${rehire.personId}`.execute(db);
	});
}
