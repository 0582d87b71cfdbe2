import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { mailAddress } from './address.ts';

/** Stops mail to an address that refused ours for good, or whose owner complained. Only the desk can allow it again. */
export async function stopMailTo(
	db: Db,
	{ networkId }: InNetwork,
	address: string,
	why: 'bounce' | 'complaint',
	said: string
): Promise<void> {
	const row = {
		networkId,
		address: mailAddress(address) ?? address.toLowerCase(),
		why,
		said: said.slice(0, 500)
	};
	await db
		.insertInto('mailStop')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['networkId', 'address']).doUpdateSet({ why, said: row.said, since: new Date() })
		)
		.execute();
	await db
		.updateTable('mail')
		.set({ status: 'stopped', bodyText: null, bodyHtml: null })
		.where('address', '=', row.address)
		.where('status', '=', 'waiting')
		.execute();
}

/**
 * Lets mail go to an address again that refused it before. False where nothing stops it. An address whose owner
 * complained stays stopped.
 */
export async function allowMailTo(db: Db, address: string): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom('mailStop')
		.where('address', '=', address.toLowerCase())
		.where('why', '=', 'bounce')
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
