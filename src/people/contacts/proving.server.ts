import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { hashOf, makeLink } from '#people/invitations/invitation.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { allowMailTo } from '#platform/mail/stops.server.ts';
import { belongsToAnother, lockContact, mayBeTheirs } from './addresses.server.ts';
import { leaveNotice, leaveProof } from './proving-mails.server.ts';
import { deskHoldDays, proofDays } from './proof.ts';

/**
 * A member wants to sign in by another address. A link goes to the new one and a notice to the old one; the address
 * changes when the link is used. Where the new address is somebody else's, no link is mailed, and the page says the same,
 * so that it does not tell who is here. Throws Invalid for the address that they have already.
 */
export async function askForOwnProof(actor: Actor, address: string): Promise<void> {
	authorize(actor, 'me.change');
	await countTry('address.day', actor.personId);
	await inNetwork(actor, async (db) => {
		const { email } = await lockContact(db, actor.personId);
		if (email === address) throw new Invalid('address_same', 'email');
		if (await belongsToAnother(db, actor.personId, address)) return;
		await ask(db, actor, actor.personId, address, email);
		await writeAudit(db, actor, 'me.address_asked', actor.personId);
	});
}

/**
 * The desk asks for the proof of a member's new address: a link goes there, and a notice to the old one, by which it can
 * be stopped. The link works only after `deskHoldDays`. Throws NotFound, and Invalid for someone who is no member, or for an address that cannot be theirs.
 */
export async function askForProof(actor: Actor, personId: string, address: string): Promise<void> {
	authorize(actor, 'person.change');
	await countTry('address.day', personId);
	await inNetwork(actor, async (db) => {
		const { email, isMember } = await lockContact(db, personId);
		if (!isMember) throw new Invalid('not_usable', 'email');
		if (email === address) throw new Invalid('address_same', 'email');
		await mayBeTheirs(db, personId, address);
		await ask(db, actor, personId, address, email);
		await writeAudit(db, actor, 'person.address_asked', personId);
	});
}

/** Takes back the link that waits to be used, if there is one. Members take back their own, the desk anybody's. */
export async function withdrawProof(actor: Actor, personId: string): Promise<void> {
	authorize(actor, personId === actor.personId ? 'me.change' : 'person.change');
	await inNetwork(actor, async (db) => {
		await forgetOpen(db, personId);
		await writeAudit(db, actor, 'person.address_withdrawn', personId);
	});
}

async function ask(
	db: Db,
	actor: Actor,
	personId: string,
	address: string,
	addressBefore: string | null
): Promise<void> {
	const { networkId, personId: askedBy } = actor;
	const { token, hash } = makeLink();
	await forgetOpen(db, personId);
	// A mailbox that was full may be empty now: the proof shows it.
	await allowMailTo(db, address);
	const stop = makeLink();
	const holdDays = askedBy === personId ? 0 : deskHoldDays;
	const opensAt = new Date(Date.now() + holdDays * 86_400_000);
	const expiresAt = new Date(opensAt.getTime() + proofDays * 86_400_000);
	await db
		.insertInto('addressProof')
		.values({
			networkId,
			personId,
			address,
			addressBefore,
			askedBy,
			linkHash: hash,
			stopHash: stop.hash,
			opensAt,
			expiresAt
		})
		.execute();
	const opensLater = holdDays > 0 ? opensAt : null;
	await leaveProof(db, actor, { personId, address, token, opensLater, expiresAt });
	if (addressBefore) await leaveNotice(db, actor, personId, addressBefore, { stopToken: stop.token });
}

async function forgetOpen(db: Db, personId: string): Promise<void> {
	await db
		.deleteFrom('addressProof')
		.where('personId', '=', personId)
		.where('provedAt', 'is', null)
		.execute();
}

type Proof = {
	proofId: string;
	personId: string;
	address: string;
	accountId: string | null;
	/** When the link begins to work; it may not yet. */
	opensAt: Date;
	isOpen: boolean;
};

/** The address that a link would prove. Throws NotFound for a link that is used, too old, taken back, or never was. */
export async function proofBy(where: InNetwork, token: string): Promise<Proof> {
	return readNetwork(where, (db) => openProof(db, token));
}

async function openProof(db: Db, token: string): Promise<Proof> {
	const { rows } = await sql<Proof>`
		select a.proof_id, a.person_id, a.address, mb.account_id, a.opens_at, a.opens_at <= now() as is_open
		from address_proof a
		left join membership mb using (network_id, person_id)
		where a.link_hash = ${hashOf(token)}
			and a.proved_at is null
			and a.expires_at > now()
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such link');
	return rows[0];
}

/**
 * Whoever reads the new address uses the link: from now on the person is reached and signs in by it. The old address is
 * told. Gives the address. Throws NotFound, and Invalid where somebody else has the address by now, or
 * the link does not work yet.
 */
export async function proveAddress(where: InNetwork, token: string): Promise<string> {
	return inNetwork(where, async (db) => {
		const { proofId, personId, address, accountId, isOpen } = await openProof(db, token);
		if (!isOpen) throw new Invalid('address_held', 'form');
		const { email } = await lockContact(db, personId);
		await useUp(db, proofId);
		if (!accountId || (await belongsToAnother(db, personId, address)))
			throw new Invalid('address_not_free', 'form');
		const { rows } = await sql<{ isMoved: boolean }>`
			select move_account(${accountId}, ${address}) as is_moved
		`.execute(db);
		if (!rows[0]!.isMoved) throw new Invalid('address_not_free', 'form');
		await db.updateTable('contact').set({ email: address }).where('personId', '=', personId).execute();
		await writeAudit(db, { ...where, personId }, 'person.address_proved', personId);
		if (email) await leaveNotice(db, where, personId, email, 'changed');
		return address;
	});
}

/** Whether a link of a notice can still stop a change of address. */
export async function canStop(where: InNetwork, token: string): Promise<boolean> {
	return (await readNetwork(where, (db) => proofToStop(db, token))) !== undefined;
}

/** Whoever reads the old address stops the change: its link works no more. Throws NotFound where there is nothing to stop. */
export async function stopProof(where: InNetwork, token: string): Promise<void> {
	await inNetwork(where, async (db) => {
		const found = await proofToStop(db, token);
		if (!found) throw new NotFound('No such link');
		await db.deleteFrom('addressProof').where('proofId', '=', found.proofId).execute();
		await writeAudit(
			db,
			{ ...where, personId: found.personId },
			'person.address_stopped',
			found.personId
		);
	});
}

async function proofToStop(db: Db, token: string) {
	return db
		.selectFrom('addressProof')
		.select(['proofId', 'personId'])
		.where('stopHash', '=', hashOf(token))
		.where('provedAt', 'is', null)
		.executeTakeFirst();
}

/** Throws NotFound where the link was used since it was looked at. */
async function useUp(db: Db, proofId: string): Promise<void> {
	const { numUpdatedRows } = await db
		.updateTable('addressProof')
		.set({ provedAt: new Date() })
		.where('proofId', '=', proofId)
		.where('provedAt', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new NotFound('No such link');
}
