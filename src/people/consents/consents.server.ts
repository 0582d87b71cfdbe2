import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { purposes, purposeWording, type Purpose } from './consent.ts';

/**
 * Makes these consents, and no others, the ones in force. New ones are kept with their day and wording; the
 * others are withdrawn at once.
 */
export async function setConsents(
	db: Db,
	{ networkId }: InNetwork,
	personId: string,
	given: readonly Purpose[]
): Promise<void> {
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
			given.map((purpose) => ({ networkId, personId, purpose, wording: purposeWording[purpose]() }))
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
