import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { bytesAtMost, readFeed, type Feed } from './feed.ts';
import type { Audience } from './opening.ts';
import { putOpenings, type Imported, type Into } from './putting.server.ts';
import { Trial } from './trial.ts';

type Wanted = { companyId: string; audience: Audience; isAll: boolean; isTrial?: boolean };

/**
 * The desk imports openings from a file. With `isAll`, openings of earlier files that this one does not name are
 * closed. With `isTrial`, nothing is kept and the answer says what would happen. Throws Invalid for a file that is
 * empty, too large or cannot be read.
 */
export async function importOpenings(
	actor: Actor,
	file: File,
	{ companyId, audience, isAll, isTrial = false }: Wanted
): Promise<Imported> {
	authorize(actor, 'opening.write');
	if (file.size === 0) throw new Invalid('no_file', 'file');
	if (file.size > bytesAtMost) throw new Invalid('file_too_large', 'file');
	const feed = readOrRefuse(new Uint8Array(await file.arrayBuffer()));
	const trial = new Trial<Imported>();
	return inNetwork(actor, async (db) => {
		const into: Into = { source: 'file', companyId, audience, ownerId: actor.personId };
		const imported = await putOpenings(db, actor.networkId, feed, into, isAll);
		await writeAudit(db, actor, 'opening.import', undefined, {
			made: imported.made,
			changed: imported.changed,
			closed: imported.closed,
			refused: imported.problems.length
		});
		if (isTrial) throw trial.with(imported);
		return imported;
	}).catch((thrown: unknown) => trial.resultOf(thrown));
}

function readOrRefuse(bytes: Uint8Array): Feed {
	try {
		return readFeed(bytes);
	} catch {
		throw new Invalid('feed_unreadable', 'file');
	}
}
