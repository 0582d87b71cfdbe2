import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { checkHasCome } from '#platform/clock/network-today.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { allowMailTo } from '#platform/mail/stops.server.ts';
import type { BasisAtDesk } from './basis.ts';

export type AddressWish = {
	/** The revision of what the form showed; 0 where there was no address. */
	revision: number;
	email: string;
	basis: BasisAtDesk;
	basisOn: string;
	basisNote: string;
};

/**
 * The desk records how someone who is no member can be reached, and on what basis (rule 9). An address that refused mail
 * before gets it again. A member signs in by their address, so that a new one must be proved (`proving.server.ts`).
 * Throws NotFound, Stale, and Invalid for a member's address, another person's, or one whose owner complained.
 */
export async function recordAddress(actor: Actor, personId: string, wish: AddressWish): Promise<void> {
	authorize(actor, 'person.change');
	const { revision, ...contact } = wish;
	await inNetwork(actor, async (db) => {
		const before = await lockContact(db, personId);
		if (before.isMember) throw new Invalid('address_is_login', 'email');
		if (before.revision !== revision) throw new Stale();
		await checkHasCome(db, contact.basisOn, 'basisOn');
		await mayBeTheirs(db, personId, contact.email);
		// The address came from the desk now, and not by an import.
		const isNew = before.email !== contact.email;
		const source = isNew ? { hrImportId: null } : {};
		if (before.email)
			await db
				.updateTable('contact')
				.set({ ...contact, ...source })
				.where('personId', '=', personId)
				.execute();
		else
			await db
				.insertInto('contact')
				.values({ networkId: actor.networkId, personId, ...contact })
				.execute();
		const isMended = await allowMailTo(db, contact.email);
		const { basis, basisOn } = contact;
		await writeAudit(db, actor, 'person.address', personId, { basis, basisOn, isNew, isMended });
	});
}

/** Lets mail go again to the address that a person has. Throws NotFound, and Invalid where its owner complained. */
export async function allowMailAgain(actor: Actor, personId: string): Promise<void> {
	authorize(actor, 'person.change');
	await inNetwork(actor, async (db) => {
		const { email } = await lockContact(db, personId);
		if (!email) throw new NotFound('No address');
		await isNoComplaint(db, email);
		if (await allowMailTo(db, email)) await writeAudit(db, actor, 'person.mail_again', personId);
	});
}

type Contact = { email: string | null; revision: number; isMember: boolean };

/** The address that someone has now, locked until the transaction ends. Throws NotFound where there is no such person. */
export async function lockContact(db: Db, personId: string): Promise<Contact> {
	const person = await db
		.selectFrom('person')
		.select('personId')
		.where('personId', '=', personId)
		.where('removedAt', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw new NotFound('No such person');
	const [contact, membership] = await Promise.all([
		db
			.selectFrom('contact')
			.select(['email', 'revision'])
			.where('personId', '=', personId)
			.executeTakeFirst(),
		db.selectFrom('membership').select('personId').where('personId', '=', personId).executeTakeFirst()
	]);
	return {
		email: contact?.email ?? null,
		revision: contact?.revision ?? 0,
		isMember: membership !== undefined
	};
}

/** Throws Invalid where another person has the address, or where its owner complained about our mail. */
export async function mayBeTheirs(db: Db, personId: string, email: string): Promise<void> {
	if (await belongsToAnother(db, personId, email)) throw new Invalid('address_taken', 'email');
	await isNoComplaint(db, email);
}

/** Does another person of the network have this address? */
export async function belongsToAnother(db: Db, personId: string, email: string): Promise<boolean> {
	const other = await db
		.selectFrom('contact')
		.select('personId')
		.where('email', '=', email)
		.where('personId', '<>', personId)
		.executeTakeFirst();
	return other !== undefined;
}

async function isNoComplaint(db: Db, email: string): Promise<void> {
	const complaint = await db
		.selectFrom('mailStop')
		.select('why')
		.where('address', '=', email)
		.where('why', '=', 'complaint')
		.executeTakeFirst();
	if (complaint) throw new Invalid('address_complained', 'email');
}
