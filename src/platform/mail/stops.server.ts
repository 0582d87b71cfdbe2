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
