import { sql } from 'kysely';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { belongsToAnother } from '#people/contacts/addresses.server.ts';
import { leaveNotice } from '#people/contacts/proving-mails.server.ts';
import { hashOf, makeLink } from '#people/invitations/invitation.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { allowMailTo } from '#platform/mail/stops.server.ts';
import { leaveAddressProof } from './mails.server.ts';

const proofDays = 14;

type Whose = { sendOffId: string; personId: string; email: string | null };

/**
 * Keeps where a leaver is reached after the last day, and mails there the link that proves it. Where the address is
 * somebody else's no mail goes there, and the page says the same, so that it does not tell who is here. Throws Invalid for
 * the address that we write to already, and TooMany.
 */
export async function askForPrivateProof(
	db: Db,
	where: InNetwork,
	{ sendOffId, personId, email }: Whose,
	address: string
): Promise<void> {
	if (address === email) throw new Invalid('private_address_same', 'privateAddress');
	await countTry('leaving.day', personId);
	const { token, hash } = makeLink();
	const expiresAt = new Date(Date.now() + proofDays * 86_400_000);
	await db
		.updateTable('sendOff')
		.set({
			privateAddress: address,
			addressHash: hash,
			addressExpiresAt: expiresAt,
			addressProvedAt: null
		})
		.where('sendOffId', '=', sendOffId)
		.execute();
	if (await belongsToAnother(db, personId, address)) return;
	await allowMailTo(db, address);
	await leaveAddressProof(db, where, personId, { address, token, expiresAt });
}

type Waiting = { sendOffId: string; personId: string; privateAddress: string };

async function waitingBy(db: Db, token: string): Promise<Waiting | undefined> {
	const { rows } = await sql<Waiting>`
		select send_off_id, person_id, private_address
		from send_off
		where address_hash = ${hashOf(token)}
			and address_expires_at > now()
			and address_proved_at is null
			and state = 'running'
			and private_address is not null
	`.execute(db);
	return rows[0];
}

/** The private address that a link would prove. Throws NotFound for a link that is used, too old, or never was. */
export async function privateAddressBy(where: InNetwork, token: string): Promise<string> {
	const found = await readNetwork(where, (db) => waitingBy(db, token));
	if (!found) throw new NotFound('No such link');
	return found.privateAddress;
}

/** Whoever reads the private address says so. It counts from the day after the last one. Throws NotFound. */
export async function provePrivateAddress(where: InNetwork, token: string): Promise<void> {
	await inNetwork(where, async (db) => {
		const found = await waitingBy(db, token);
		if (!found) throw new NotFound('No such link');
		const { sendOffId, personId } = found;
		await db
			.updateTable('sendOff')
			.set({ addressProvedAt: new Date() })
			.where('sendOffId', '=', sendOffId)
			.execute();
		await writeAudit(db, { ...where, personId }, 'send_off.address_proved', personId);
	});
}

type Moving = {
	personId: string;
	privateAddress: string | null;
	isAddressProved: boolean;
	accountId: string | null;
};
type Moved = { isMoved: boolean };

/**
 * From now on mail goes to the private address, and a member signs in by it. A member's counts only if it is proved. The
 * address from before is told. Nothing changes where it belongs to somebody else by now.
 */
export async function takeUpPrivateAddress(db: Db, where: InNetwork, moving: Moving): Promise<void> {
	const { personId, privateAddress, isAddressProved, accountId } = moving;
	if (!privateAddress || (accountId && !isAddressProved)) return;
	if (await belongsToAnother(db, personId, privateAddress)) return;
	if (accountId && !(await moveAccount(db, accountId, privateAddress))) return;
	const before = await db
		.selectFrom('contact')
		.select('email')
		.where('personId', '=', personId)
		.executeTakeFirst();
	if (before) {
		await db
			.updateTable('contact')
			.set({ email: privateAddress })
			.where('personId', '=', personId)
			.execute();
		if (accountId) await leaveNotice(db, where, personId, before.email, 'changed');
	} else
		await db
			.insertInto('contact')
			.values({ networkId: where.networkId, personId, email: privateAddress })
			.execute();
}

async function moveAccount(db: Db, accountId: string, address: string): Promise<boolean> {
	const { rows } = await sql<Moved>`
		select move_account(${accountId}, ${address}) as is_moved
	`.execute(db);
	return rows[0]!.isMoved;
}
