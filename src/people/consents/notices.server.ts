import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { noNotice, type Notice, type NoticeText } from './notice.ts';

/** The notice in force: its latest version, or version 0, which says what the product brings. */
export async function currentNotice(db: Db): Promise<Notice> {
	return (await noticeAt(db)) ?? noNotice;
}

/** The notice in force, for anyone who is about to join or to agree. */
export async function noticeNow(where: InNetwork): Promise<Notice> {
	return readNetwork(where, currentNotice);
}

type Version = { version: number; madeAt: Date };

/** A version of the notice, the latest by itself, and the list of all, newest first. Throws NotFound for one that is not. */
export async function noticeWithVersions(
	where: InNetwork,
	version?: number
): Promise<{ notice: Notice; versions: Version[] }> {
	return readNetwork(where, async (db) => {
		const [notice, versions] = await Promise.all([
			noticeAt(db, version),
			db
				.selectFrom('privacyNotice')
				.select(['version', 'madeAt'])
				.orderBy('version', 'desc')
				.limit(200)
				.execute()
		]);
		if (version !== undefined && !notice) throw new NotFound('No such version');
		return { notice: notice ?? noNotice, versions };
	});
}

/**
 * Publishes a new version after the one that it was written on. Versions before it stay as they are, and so do the consents
 * that were given under them. Gives its number; where nothing differs, nothing is written. Throws Stale.
 */
export async function publishNotice(actor: Actor, after: number, wished: NoticeText): Promise<number> {
	authorize(actor, 'settings.change');
	return inNetwork(actor, async (db) => {
		await db.selectFrom('network').select('networkId').forNoKeyUpdate().execute();
		const before = await currentNotice(db);
		if (before.version !== after) throw new Stale();
		const { noticeJa, noticeEn, purposes } = before;
		if (sameText({ noticeJa, noticeEn, purposes }, wished)) return after;
		const version = after + 1;
		await db
			.insertInto('privacyNotice')
			.values({
				networkId: actor.networkId,
				version,
				noticeJa: wished.noticeJa,
				noticeEn: wished.noticeEn,
				purposes: JSON.stringify(wished.purposes),
				madeBy: actor.personId
			})
			.execute();
		await writeAudit(db, actor, 'settings.notice', actor.networkId, {
			version,
			before: { noticeJa, noticeEn, purposes },
			after: wished
		});
		return version;
	});
}

const sameText = (one: NoticeText, other: NoticeText) => flat(one) === flat(other);
const flat = ({ noticeJa, noticeEn, purposes }: NoticeText) =>
	JSON.stringify([noticeJa, noticeEn, Object.entries(purposes).sort(([a], [b]) => (a < b ? -1 : 1))]);

async function noticeAt(db: Db, version?: number): Promise<Notice | undefined> {
	const found = await db
		.selectFrom('privacyNotice')
		.select(['version', 'noticeJa', 'noticeEn', 'purposes', 'madeAt'])
		.$if(version !== undefined, (query) => query.where('version', '=', version!))
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
	return found && { ...found, purposes: found.purposes as Notice['purposes'] };
}
