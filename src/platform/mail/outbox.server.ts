import type { InNetwork } from '#platform/database/network.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';

/** One mail with its body, as far as it is kept. Throws NotFound. */
export async function mail(where: InNetwork, mailId: string) {
	const found = await inNetwork(where, (db) =>
		db.selectFrom('mail').selectAll().where('mailId', '=', mailId).executeTakeFirst()
	);
	if (!found) throw new NotFound('No such mail');
	return found;
}
