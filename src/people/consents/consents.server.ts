import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { reader } from '#platform/locale/reader.ts';
import { stopMailsResting } from '#platform/mail/wishes.server.ts';
import { purposes, type Purpose } from './consent.ts';
import { wordingOf } from './notice.ts';
import { currentNotice } from './notices.server.ts';
import type { Source } from './source.ts';

const unknown: Source = { how: 'unknown', from: '' };

/**
 * Makes these consents, and no others, the ones in force. New ones are kept with their day, their wording, the version of
 * the notice that it is from, and how and from where they were given; the others are withdrawn at once, and what waits to be
 * mailed on them is stopped. `shown` is the version that the person read. Throws Invalid (notice_changed) where another is in
 * force by now: they have not read that one.
 */
export async function setConsents(
	db: Db,
	{ networkId }: InNetwork,
	personId: string,
	given: readonly Purpose[],
	shown?: number,
	source: Source = unknown
): Promise<void> {
	const notice = await currentNotice(db);
	if (shown !== undefined && shown !== notice.version) throw new Invalid('notice_changed', 'consents');
	await withdraw(
		db,
		personId,
		purposes.filter((purpose) => !given.includes(purpose)),
		source
	);
	if (given.length === 0) return;
	await db
		.insertInto('consent')
		.values(
			given.map((purpose) => ({
				networkId,
				personId,
				purpose,
				wording: wordingOf(notice, purpose, reader().locale),
				noticeVersion: notice.version || null,
				givenHow: source.how,
				givenFrom: source.from
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

/** Who joins takes back what they agreed to before by leaving its box empty, on the page. */
const withdrawnBy = (how: Source['how']) => (how === 'join' ? 'page' : how);

/** Withdraws consents that are in force, and stops what waits to be mailed on them. Gives how many it were. */
export async function withdraw(
	db: Db,
	personId: string,
	which: readonly Purpose[],
	{ how, from }: Source
): Promise<number> {
	if (which.length === 0) return 0;
	const { numUpdatedRows } = await db
		.updateTable('consent')
		.set({ withdrawnAt: new Date(), withdrawnHow: withdrawnBy(how), withdrawnFrom: from })
		.where('personId', '=', personId)
		.where('withdrawnAt', 'is', null)
		.where('purpose', 'in', which)
		.executeTakeFirst();
	if (numUpdatedRows > 0n) await stopMailsResting(db, personId, which);
	return Number(numUpdatedRows);
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
