import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';

/** Contacts `c` with the address whose people are no members. Members decide on their own pages what they get. */
const strangersAt = (address: string) => sql`
	c.email = ${address}
		and not exists (
			select from membership m
			where m.person_id = c.person_id
		)
`;

/**
 * Someone wants no more invitations to their address, for good: whoever has it is not contacted any more, an invitation
 * that waits is taken back, and the address is remembered however it comes in again.
 */
export async function optOut(db: Db, { networkId }: InNetwork, address: string): Promise<void> {
	const { numAffectedRows } = await sql`
		update contact c
		set do_not_contact = true
		where not c.do_not_contact
			and ${strangersAt(address)}
	`.execute(db);
	await sql`
		insert into opt_out (network_id, address_mark, stopped_contact)
		values (${networkId}, address_mark(${networkId}, ${address}), ${(numAffectedRows ?? 0n) > 0n})
		on conflict do nothing
	`.execute(db);
	await sql`
		update mail
		set status = 'cancelled', is_kept = false, body_text = null, body_html = null
		where address = ${address}
			and list = 'invitation'
			and status = 'waiting'
			and (claimed_until is null or claimed_until < now())
	`.execute(db);
}

/** Takes that back. A contact that the desk had stopped before stays stopped. */
export async function takeBackOptOut(db: Db, { networkId }: InNetwork, address: string): Promise<void> {
	const { rows } = await sql<{ stoppedContact: boolean }>`
		delete from opt_out
		where address_mark = address_mark(${networkId}, ${address})
		returning stopped_contact
	`.execute(db);
	if (!rows[0]?.stoppedContact) return;
	await sql`
		update contact c
		set do_not_contact = false
		where c.do_not_contact
			and ${strangersAt(address)}
	`.execute(db);
}

/** Has the owner of this address asked for no more invitations? */
export async function hasOptedOut(db: Db, { networkId }: InNetwork, address: string): Promise<boolean> {
	const { rows } = await sql`
		select from opt_out
		where address_mark = address_mark(${networkId}, ${address})
	`.execute(db);
	return rows.length > 0;
}
