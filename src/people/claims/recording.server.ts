import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { mayBeTheirs } from '#people/contacts/addresses.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { insertTenure, type TenureWish } from '#people/tenures/changing.server.ts';
import { checkHasCome } from '#platform/clock/network-today.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { candidateOf, candidatesFor } from './candidates.server.ts';
import { lockOpen, withRecords, type ClaimWithRecords } from './deciding.server.ts';
import { letIn, type Proved } from './letting-in.server.ts';

/** A new record, as the desk writes it down from a claim and from what it knows itself. */
export type RecordWish = TenureWish & {
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	number: string;
	/** The desk looked at the records that are like it, and it is none of these. */
	isNobodyElse: boolean;
};

/** A claim that waits, for the form of its new record. The look is written to the audit log. Throws NotFound and Stale. */
export async function claimToRecord(actor: Actor, claimId: string): Promise<ClaimWithRecords> {
	authorize(actor, 'claim.decide');
	await freshenRows(actor);
	return inNetwork(actor, async (db) => {
		const claim = await lockOpen(db, claimId, ['waiting']);
		await writeAudit(db, actor, 'claim.see', undefined, { which: 'waiting', claims: 1 });
		return withRecords(db, claim);
	});
}

/**
 * Makes a record for someone whom the file does not have, from their claim, and mails them the link to join, as for any
 * claim that is accepted. Nothing is agreed to in their name: the basis of the address is that they told it, and what they
 * consent to they say when they join. Gives the id of the person. Throws NotFound, Stale where the claim was settled since,
 * and Invalid where a record is like it, the number or the address is somebody else's, or they have not left yet.
 */
export async function recordClaim(actor: Actor, claimId: string, wish: RecordWish): Promise<string> {
	authorize(actor, 'claim.decide');
	authorize(actor, 'person.change');
	const { number, isNobodyElse, familyName, givenName, familyKana, givenKana, ...tenure } = wish;
	if (!tenure.endedOn) throw new Invalid('required', 'endedOn');
	await freshenRows(actor);
	return inNetwork(actor, async (db) => {
		const claim = await lockOpen(db, claimId, ['waiting']);
		await checkHasCome(db, tenure.endedOn, 'endedOn');
		const named = { familyName, givenName, familyKana, givenKana };
		await checkIsNew(db, { ...claim, ...named, number }, tenure.companyId, isNobodyElse);
		const { timeZone } = await db.selectFrom('network').select('timeZone').executeTakeFirstOrThrow();
		const { personId } = await db
			.insertInto('person')
			.values({ networkId: actor.networkId, ...named, locale: claim.locale, timeZone })
			.returning('personId')
			.executeTakeFirstOrThrow();
		await mayBeTheirs(db, personId, claim.address);
		await insertTenure(db, actor, personId, tenure);
		if (number) await keepNumber(db, actor, { personId, companyId: tenure.companyId, number });
		const person = await candidateOf(db, claim, personId);
		await letIn(db, actor, claim, person!, actor.personId);
		await writeAudit(db, actor, 'claim.let_in', personId);
		await writeAudit(db, actor, 'claim.recorded', personId);
		return personId;
	});
}

/** Throws Invalid where a record is like the new one and the desk has not said that it is nobody of them. */
async function checkIsNew(db: Db, wish: Proved, companyId: string, isNobodyElse: boolean): Promise<void> {
	const [likely] = isNobodyElse ? [] : await candidatesFor(db, [wish]);
	if (likely && likely.length > 0) throw new Invalid('claim_is_like', 'isNobodyElse');
	if (!wish.number) return;
	const holder = await db
		.selectFrom('employeeNumber')
		.select('personId')
		.where('companyId', '=', companyId)
		.where('number', '=', wish.number)
		.executeTakeFirst();
	if (holder) throw new Invalid('number_taken', 'number');
}

type Numbered = { personId: string; companyId: string; number: string };

async function keepNumber(db: Db, { networkId }: Actor, numbered: Numbered): Promise<void> {
	await db
		.insertInto('employeeNumber')
		.values({ networkId, ...numbered })
		.execute();
}
