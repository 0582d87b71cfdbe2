import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { attribute, leadingKinds, type Lead, type Share } from './attribution.ts';

/** Works out what led to a return and saves it. Running it again saves the same. */
export async function attributeRehire({
	networkId,
	rehireId
}: InNetwork & { rehireId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const rehire = await db
			.selectFrom('rehire')
			.select(['personId', 'recordedAt'])
			.where('rehireId', '=', rehireId)
			.executeTakeFirst();
		if (!rehire) return;
		const { personId, recordedAt } = rehire;
		const leads = await leadsUntil(db, personId, recordedAt);
		await db.deleteFrom('attribution').where('rehireId', '=', rehireId).execute();
		await saveShares(db, rehireId, personId, attribute(leads, recordedAt));
	});
}

/** A talk that was called off, or to which somebody did not come, brought nobody back. */
async function leadsUntil(db: Db, personId: string, moment: Date): Promise<Lead[]> {
	return db
		.selectFrom('touchpoint as t')
		.select(['t.touchpointId', 't.happenedAt'])
		.where('t.personId', '=', personId)
		.where('t.kind', 'in', leadingKinds)
		.where('t.happenedAt', '<=', moment)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('casualTalk as k')
						.select('k.talkId')
						.whereRef('k.talkId', '=', 't.subjectId')
						.where('k.state', '<>', 'booked')
				)
			)
		)
		.execute();
}

/** The database's moments are finer than JavaScript's, so that each touchpoint is found by its id alone. */
async function saveShares(
	db: Db,
	rehireId: string,
	personId: string,
	shares: readonly Share[]
): Promise<void> {
	await sql`
		insert into attribution (network_id, rehire_id, rule, touchpoint_id, happened_at, share)
		select t.network_id, ${rehireId}::uuid, s.rule, t.touchpoint_id, t.happened_at, s.share
		from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as s(rule text, "touchpointId" uuid, share numeric)
		join touchpoint t on t.touchpoint_id = s."touchpointId"
			and t.person_id = ${personId}
	`.execute(db);
}
