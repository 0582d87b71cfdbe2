import { sql } from 'kysely';
import { enterAccount } from '#access/accounts/accounts.server.ts';
import type { Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { isAlumnus, isColleague } from '#access/policy/roles.ts';
import { arrivalIn, dropAttempt, type Arrival } from '#access/single-sign-on/attempts.server.ts';
import { provedAddress } from '#access/single-sign-on/identity.ts';
import { noteRefusal } from '#access/single-sign-on/passing.server.ts';
import type { Provider } from '#access/single-sign-on/provider.ts';
import { providerIn } from '#access/single-sign-on/providers.server.ts';
import { Refused } from '#access/single-sign-on/refusal.ts';
import { withBelow } from '#people/companies/company.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { tellOfLink } from './telling.server.ts';

/** Someone whom the provider proved and who is no member yet. `personId` is null for whom the network does not know. */
export type Newcomer = {
	arrival: Arrival;
	provider: Provider;
	address: string;
	personId: string | null;
	name: Required<Named>;
};
type Member = { personId: string; accountId: string };
type Found =
	{ member: Member; provider: Provider; arrival: Arrival; isNew: boolean } | { newcomer: Newcomer };

export type Entered = { cookies: string[]; next: string };
type By = { attemptId: string; browser: string };

/**
 * Someone is back from a provider that proved them. A member is signed in; whoever may join is told so. Throws Refused for
 * everyone else.
 */
export async function arrive(
	network: Network,
	by: By,
	headers: Headers
): Promise<Entered | { newcomer: Newcomer }> {
	const found = await noting(network, by, () =>
		inNetwork(network, async (db) => {
			const found = await whoArrives(db, by);
			if (!('newcomer' in found)) await noteEntry(db, network, found);
			return found;
		})
	);
	return 'newcomer' in found ? found : enter(network, found.member.accountId, found.arrival.next, headers);
}

/** Begins the session of an account. Throws Refused where it is gone by now. */
export async function enter(
	network: Network,
	accountId: string,
	next: string,
	headers: Headers
): Promise<Entered> {
	const cookies = await enterAccount(network, accountId, headers);
	if (!cookies) throw new Refused('not_known');
	return { cookies, next };
}

/** Runs `work`. Who is refused in it has come in vain: the attempt is over, and the audit log says why. */
export async function noting<T>(network: Network, { attemptId }: By, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (failure) {
		if (failure instanceof Refused && failure.providerId) {
			await inNetwork(network, (db) => dropAttempt(db, attemptId));
			await noteRefusal(network, failure.providerId, failure, null);
		}
		throw failure;
	}
}

/** Who arrives in an attempt: a member of the company, or someone who may join. Throws Refused for everyone else. */
export async function whoArrives(db: Db, { attemptId, browser }: By): Promise<Found> {
	const arrival = await arrivalIn(db, attemptId, browser);
	const provider = await providerIn(db, arrival.providerId);
	try {
		if (!provider.isOn) throw new Refused('is_off');
		const address = provedAddress(arrival.identity, provider);
		const known = await linked(db, arrival);
		if (known) return { member: known, provider, arrival, isNew: false };
		return await byAddress(db, { arrival, provider, address });
	} catch (failure) {
		if (failure instanceof Refused) failure.providerId = provider.providerId;
		throw failure;
	}
}

type WithRoles = { personId: string; accountId: string; roles: string[] };

/** The member whom the provider has meant before by the name that it uses. Throws Refused where they work here no more. */
async function linked(db: Db, { providerId, identity }: Arrival): Promise<Member | undefined> {
	const { rows } = await sql<WithRoles>`
		select m.person_id, m.account_id, m.roles
		from sign_on_identity i
		join membership m on m.network_id = i.network_id
			and m.account_id = i.account_id
		where i.provider_id = ${providerId}::uuid
			and i.subject = ${identity.subject}
	`.execute(db);
	if (rows[0]) refuseOthers(rows[0].roles);
	return rows[0];
}

/** Only people who work at the company come in so, whatever their provider says: never who has left and is an alumnus. */
function refuseOthers(roles: string[]): void {
	if (isAlumnus({ roles })) throw new Refused('is_alumnus');
	if (!isColleague({ roles })) throw new Refused('no_employee');
}

type Known = Required<Named> & {
	personId: string;
	accountId: string | null;
	roles: string[] | null;
	hasLeft: boolean;
	companies: string[];
	hasOther: boolean;
};
type Came = { arrival: Arrival; provider: Provider; address: string };

/** Who has the address that the provider proved. */
async function byAddress(db: Db, came: Came): Promise<Found> {
	const { arrival, provider, address } = came;
	const [person, ...others] = await peopleWith(db, came);
	if (others.length > 0) throw new Refused('several_people');
	if (!person) {
		if (!provider.admitsNew) throw new Refused('not_known');
		const { familyName, givenName } = arrival.identity;
		const name = { familyName, givenName, familyKana: '', givenKana: '' };
		return { newcomer: { arrival, provider, address, personId: null, name } };
	}
	const { personId, accountId, roles, familyName, givenName, familyKana, givenKana } = person;
	if (roles) refuseOthers(roles);
	if (person.hasLeft) throw new Refused('has_left');
	await refuseOtherCompany(db, provider, person);
	if (person.hasOther) throw new Refused('other_subject');
	if (accountId) return { member: { personId, accountId }, provider, arrival, isNew: true };
	const name = { familyName, givenName, familyKana, givenKana };
	return { newcomer: { arrival, provider, address, personId, name } };
}

async function peopleWith(db: Db, { arrival, address }: Came): Promise<Known[]> {
	const { rows } = await sql<Known>`
		select c.person_id, m.account_id, m.roles, ${nameColumns('p')},
			exists (select from departure d where d.person_id = c.person_id)
				and not exists (select from tenure t where t.person_id = c.person_id and ${goesOn('t')}) as has_left,
			array(
				select t.company_id
				from tenure t
				where t.person_id = c.person_id
					and ${goesOn('t')}
			) as companies,
			exists (
				select from sign_on_identity i
				where i.provider_id = ${arrival.providerId}::uuid
					and i.account_id = m.account_id
			) as has_other
		from contact c
		join person p using (network_id, person_id)
		left join membership m using (network_id, person_id)
		where c.email = ${address}
		limit 2
	`.execute(db);
	return rows;
}

/** A provider of one company lets in nobody who is known to work at another one only. */
async function refuseOtherCompany(db: Db, { companyId }: Provider, { companies }: Known): Promise<void> {
	if (companyId === null || companies.length === 0) return;
	const all = await db
		.selectFrom('company')
		.select(['companyId', 'parentId', 'nameJa', 'nameEn', 'closedOn', 'revision'])
		.execute();
	const theirs = withBelow(all, companyId);
	if (!companies.some((company) => theirs.has(company))) throw new Refused('other_company');
}

async function noteEntry(
	db: Db,
	network: Network,
	{ member, provider, arrival, isNew }: Exclude<Found, { newcomer: Newcomer }>
): Promise<void> {
	await link(db, network, arrival, member.accountId);
	const actor = { networkId: network.networkId, personId: member.personId };
	const { providerId, called } = provider;
	if (isNew) {
		await writeAudit(db, actor, 'single_sign_on.linked', member.personId, { providerId, called });
		await tellOfLink(db, network, member.personId, called);
	}
	await writeAudit(db, actor, 'single_sign_on.entered', member.personId, { providerId, called });
	await dropAttempt(db, arrival.attemptId);
}

/** From now on the provider's name for someone means this account. */
export async function link(
	db: Db,
	{ networkId }: Network,
	{ providerId, identity }: Arrival,
	accountId: string
): Promise<void> {
	await db
		.insertInto('signOnIdentity')
		.values({ networkId, providerId, subject: identity.subject, accountId })
		.onConflict((conflict) =>
			conflict.columns(['networkId', 'providerId', 'subject']).doUpdateSet({ lastAt: new Date() })
		)
		.execute();
}
