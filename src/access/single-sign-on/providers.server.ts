import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { domainOf } from './domains.ts';
import type { Provider } from './provider.ts';

const columns = sql`
	p.provider_id, p.kind, p.called, p.domains, p.company_id, p.admits_new, p.vouches, p.is_on,
	p.issuer, p.client_id, p.client_secret is not null as has_secret, p.entry_point, p.certificates,
	p.revision, p.tried_revision
`;

export type ProviderAtDesk = Provider & { people: number };

/** The network's identity providers, and how many people came in by each. */
export async function providersAtDesk(actor: Actor): Promise<ProviderAtDesk[]> {
	authorize(actor, 'single_sign_on.manage');
	const { rows } = await readNetwork(actor, (db) =>
		sql<ProviderAtDesk>`
			select ${columns},
				(select count(*)::int from sign_on_identity i where i.provider_id = p.provider_id) as people
			from sign_on_provider p
			order by p.provider_id
		`.execute(db)
	);
	return rows;
}

/** One of them. Throws NotFound. */
export async function providerAtDesk(actor: Actor, providerId: string): Promise<ProviderAtDesk> {
	const found = (await providersAtDesk(actor)).find((provider) => provider.providerId === providerId);
	if (!found) throw new NotFound('No such provider');
	return found;
}

/** A provider of the network. Throws NotFound, also for another network's. */
export async function providerIn(db: Db, providerId: string): Promise<Provider> {
	const { rows } = await sql<Provider>`
		select ${columns}
		from sign_on_provider p
		where p.provider_id = ${providerId}::uuid
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such provider');
	return rows[0];
}

export type Offered = Pick<Provider, 'providerId' | 'called'>;

/** The providers by which people can sign in now. */
export async function providersOn(where: InNetwork): Promise<Offered[]> {
	const { rows } = await readNetwork(where, (db) =>
		sql<Offered>`
			select provider_id, called
			from sign_on_provider
			where is_on
			order by provider_id
		`.execute(db)
	);
	return rows;
}

/**
 * The provider that speaks for an address, where one is on. It says nothing of whether anyone has the address: only its
 * domain is looked at.
 */
export async function providerFor(where: InNetwork, address: string): Promise<Offered | undefined> {
	const domain = domainOf(address);
	const { rows } = await readNetwork(where, (db) =>
		sql<Offered>`
			select provider_id, called
			from sign_on_provider
			where is_on
				and ${domain} = any (domains)
		`.execute(db)
	);
	return rows[0];
}
