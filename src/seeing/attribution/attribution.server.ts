import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { TouchpointKind } from '#people/touchpoints/touchpoint.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import type { SaidKind } from '#returning/rehires/rehire.ts';

export type ShareShown = { rule: string; share: number; kind: TouchpointKind; at: string };

/** What a return is attributed to: by the three rules over touchpoints, and by what the person says. */
export async function attributionOf(
	actor: Actor,
	rehireId: string
): Promise<{ shares: ShareShown[]; said: SaidKind[] }> {
	authorize(actor, 'rehire.record');
	return readNetwork(actor, async (db) => {
		const [shares, said] = await Promise.all([sharesOf(db, rehireId), saidAbout(db, rehireId)]);
		return { shares, said };
	});
}

async function sharesOf(db: Db, rehireId: string): Promise<ShareShown[]> {
	const { rows } = await sql<ShareShown>`
		select a.rule, a.share::float8 as share, t.kind, t.happened_at::text as at
		from attribution a
		join touchpoint t on t.happened_at = a.happened_at
			and t.touchpoint_id = a.touchpoint_id
		where a.rehire_id = ${rehireId}::uuid
		order by a.rule, a.share desc
	`.execute(db);
	return rows;
}

async function saidAbout(db: Db, rehireId: string): Promise<SaidKind[]> {
	const said = await db
		.selectFrom('rehireSaid')
		.select('what')
		.where('rehireId', '=', rehireId)
		.orderBy('what')
		.execute();
	return said.map((row) => row.what as SaidKind);
}
