import type { Db } from '#platform/database/network.server.ts';

/** Where the network wants places looked up (`map.ts`). */
export async function mapsOf(db: Db): Promise<string> {
	return (await db.selectFrom('network').select('maps').executeTakeFirstOrThrow()).maps;
}
