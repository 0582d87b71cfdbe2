import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { reader } from '#platform/locale/reader.ts';
import { purposes, type Purpose } from './consent.ts';
import { wordingOf } from './notice.ts';
import { currentNotice } from './notices.server.ts';

/**
 * Makes these consents, and no others, the ones in force. New ones are kept with their day, their wording, and the version of
 * the notice that it is from; the others are withdrawn at once. `shown` is the version that the person read. Throws Invalid
 * (notice_changed) where another is in force by now: they have not read that one.
 */
export async function setConsents(
	db: Db,
	{ networkId }: InNetwork,
	personId: string,
	given: readonly Purpose[],
	shown?: number
): Promise<void> {
	const notice = await currentNotice(db);
	if (shown !== undefined && shown !== notice.version) throw new Invalid('notice_changed', 'consents');
	const withdrawn = purposes.filter((purpose) => !given.includes(purpose));
	if (withdrawn.length > 0) {
		await db
			.updateTable('consent')
			.set({ withdrawnAt: new Date() })
			.where('personId', '=', personId)
			.where('withdrawnAt', 'is', null)
			.where('purpose', 'in', withdrawn)
			.execute();
	}
	if (given.length === 0) return;
	await db
		.insertInto('consent')
		.values(
			given.map((purpose) => ({
				networkId,
				personId,
				purpose,
				wording: wordingOf(notice, purpose, reader().locale),
				noticeVersion: notice.version || null
			}))
		)
		.onConflict((conflict) =>
			conflict
				.columns(['networkId', 'personId', 'purpose'])
				.where('withdrawnAt', 'is', null)
				.doNothing()
		)
		.execute();
}

/** The purposes someone agrees to now. */
export async function consentsOf(db: Db, personId: string): Promise<Purpose[]> {
	const found = await db
		.selectFrom('consent')
		.select('purpose')
		.where('personId', '=', personId)
		.where('withdrawnAt', 'is', null)
		.execute();
	return found.map((row) => row.purpose as Purpose);
}
