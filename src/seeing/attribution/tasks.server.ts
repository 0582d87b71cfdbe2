import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { attribute, leadingKinds } from './attribution.ts';

/** Works out what a rehire is attributed to and writes it down; run again it writes the same. */
export async function attributeRehire({ networkId, rehireId }: InNetwork & { rehireId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		const rehire = await db.selectFrom('rehire').select(['personId', 'returnedOn', 'recordedAt']).where('rehireId', '=', rehireId).executeTakeFirst();
		if (!rehire) return;
		const leads = await db.selectFrom('touchpoint').select(['touchpointId', 'happenedAt']).where('personId', '=', rehire.personId).where('kind', 'in', leadingKinds).where('happenedAt', '<=', rehire.recordedAt).execute();
		await db.deleteFrom('attribution').where('rehireId', '=', rehireId).execute();
		const shares = attribute(leads, rehire.recordedAt);
		if (shares.length > 0) await db.insertInto('attribution').values(shares.map((share) => ({ networkId, rehireId, ...share }))).execute();
	});
}
