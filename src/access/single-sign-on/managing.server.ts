import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { config } from '#platform/config/config.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { checkReachable } from '#platform/http/outside-request.server.ts';
import { Invalid, Stale } from '#platform/http/failures.ts';
import { domainsAtMost, isOpenDomain } from './domains.ts';
import { isComplete, isTried, type Kind, type Provider } from './provider.ts';
import { providerIn } from './providers.server.ts';
import { refuseLastWay } from './rule.server.ts';
import type { SamlWish } from './saml-metadata.ts';
import { seal } from './sealing.server.ts';

export const providersAtMost = 20;

/** For whom a provider speaks, and whom it lets in. */
export type Scope = {
	called: string;
	domains: string[];
	companyId: string | null;
	admitsNew: boolean;
	vouches: boolean;
};
export type At = { providerId: string; revision: number };

/** Adds a provider, which is off until it was filled in and tried. Gives its id. Throws Invalid for a domain that cannot be theirs. */
export async function addProvider(
	actor: Actor,
	kind: Kind,
	{ called, domains }: Pick<Scope, 'called' | 'domains'>
): Promise<string> {
	authorize(actor, 'single_sign_on.manage');
	return inNetwork(actor, async (db) => {
		await lockNetwork(db);
		const { length } = await db.selectFrom('signOnProvider').select('providerId').execute();
		if (length >= providersAtMost) throw new Invalid('too_much', 'form');
		await refuseDomains(db, domains);
		const { providerId } = await db
			.insertInto('signOnProvider')
			.values({ networkId: actor.networkId, kind, called, domains })
			.returning('providerId')
			.executeTakeFirstOrThrow();
		await writeAudit(db, actor, 'single_sign_on.added', providerId, { kind, called, domains });
		return providerId;
	});
}

/** Changes for whom a provider speaks. Throws Invalid, and Stale where it was changed since. */
export async function saveScope(actor: Actor, at: At, scope: Scope): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	await change(actor, at, async (db, now) => {
		await refuseDomains(db, scope.domains, at.providerId);
		const before = {
			called: now.called,
			domains: now.domains,
			companyId: now.companyId,
			admitsNew: now.admitsNew,
			vouches: now.vouches
		};
		await writeAudit(db, actor, 'single_sign_on.changed', at.providerId, { before, after: scope });
		return { ...scope, triedRevision: isTried(now) ? now.revision + 1 : now.triedRevision };
	});
}

export type OidcWish = { issuer: string; clientId: string; clientSecret: string };

/** Says where an OpenID provider is. Without a secret the one from before stays. Throws Invalid, Stale. */
export async function saveOidc(actor: Actor, at: At, wish: OidcWish): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	const issuer = issuerOf(wish.issuer);
	checkAddress(issuer, 'issuer');
	await change(actor, at, async (db, now) => {
		if (now.kind !== 'oidc') throw new Invalid('not_usable', 'form');
		if (!wish.clientSecret && !now.hasSecret) throw new Invalid('required', 'clientSecret');
		await forgetPeople(db, now, issuer);
		await auditConnection(db, actor, now, issuer);
		const secret = wish.clientSecret ? { clientSecret: seal(wish.clientSecret, placeOf(actor, at)) } : {};
		return { issuer, clientId: wish.clientId, ...secret };
	});
}

/** Says where a SAML provider is, and by which certificates it signs. Throws Invalid, Stale. */
export async function saveSaml(actor: Actor, at: At, wish: SamlWish): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	checkAddress(wish.entryPoint, 'entryPoint');
	await change(actor, at, async (db, now) => {
		if (now.kind !== 'saml') throw new Invalid('not_usable', 'form');
		await forgetPeople(db, now, wish.issuer);
		await auditConnection(db, actor, now, wish.issuer);
		return wish;
	});
}

/** Lets people sign in by a provider. Throws Invalid where it is not filled in, or was not tried as it is now; Stale. */
export async function turnOn(actor: Actor, at: At): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	await change(actor, at, async (db, now) => {
		if (!isComplete(now)) throw new Invalid('provider_incomplete', 'form');
		if (!isTried(now)) throw new Invalid('provider_untried', 'form');
		await writeAudit(db, actor, 'single_sign_on.on', at.providerId, { called: now.called });
		return { isOn: true, triedRevision: now.revision + 1 };
	});
}

/** Lets nobody sign in by a provider any more. Throws Invalid where it is the only way in; Stale. */
export async function turnOff(actor: Actor, at: At): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	await change(actor, at, async (db, now) => {
		await refuseLastWay(db, at.providerId);
		await writeAudit(db, actor, 'single_sign_on.off', at.providerId, { called: now.called });
		return { isOn: false, triedRevision: isTried(now) ? now.revision + 1 : now.triedRevision };
	});
}

/** Forgets whom a provider means: at the next time, each is found by their address again. Throws Stale. */
export async function unlinkAll(actor: Actor, at: At): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	await change(actor, at, async (db, now) => {
		await db.deleteFrom('signOnIdentity').where('providerId', '=', at.providerId).execute();
		await writeAudit(db, actor, 'single_sign_on.unlinked', at.providerId, { called: now.called });
		return { triedRevision: isTried(now) ? now.revision + 1 : now.triedRevision };
	});
}

/** Takes a provider away, and forgets whom it knew. Their accounts stay. Throws Invalid where it is the only way in; Stale. */
export async function removeProvider(actor: Actor, at: At): Promise<void> {
	authorize(actor, 'single_sign_on.manage');
	await inNetwork(actor, async (db) => {
		const now = await lockProvider(db, at);
		await refuseLastWay(db, at.providerId);
		await db.deleteFrom('signOnProvider').where('providerId', '=', at.providerId).execute();
		const { called, kind, domains } = now;
		await writeAudit(db, actor, 'single_sign_on.removed', at.providerId, { called, kind, domains });
	});
}

type Set = Partial<Scope & OidcFields & SamlWish & { isOn: boolean; triedRevision: number | null }>;
type OidcFields = { issuer: string; clientId: string; clientSecret: Buffer };

async function change(actor: Actor, at: At, work: (db: Db, now: Provider) => Promise<Set>): Promise<void> {
	await inNetwork(actor, async (db) => {
		const now = await lockProvider(db, at);
		const set = await work(db, now);
		await db
			.updateTable('signOnProvider')
			.set({ ...set, revision: now.revision + 1 })
			.where('providerId', '=', at.providerId)
			.execute();
	});
}

/** Nobody else changes providers, or what depends on them, until the transaction ends. */
async function lockProvider(db: Db, { providerId, revision }: At): Promise<Provider> {
	await lockNetwork(db);
	const now = await providerIn(db, providerId);
	if (now.revision !== revision) throw new Stale();
	return now;
}

async function lockNetwork(db: Db): Promise<void> {
	await db.selectFrom('network').select('networkId').forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** A domain belongs to one provider of the network, and is the company's. Other networks may say the same of it, for themselves. */
async function refuseDomains(db: Db, domains: string[], except?: string): Promise<void> {
	if (domains.length === 0) throw new Invalid('required', 'domains');
	if (domains.length > domainsAtMost) throw new Invalid('too_much', 'domains');
	if (domains.some(isOpenDomain)) throw new Invalid('domain_open', 'domains');
	const others = await db.selectFrom('signOnProvider').select(['providerId', 'domains']).execute();
	const isTaken = others.some(
		(other) => other.providerId !== except && other.domains.some((domain) => domains.includes(domain))
	);
	if (isTaken) throw new Invalid('domain_taken', 'domains');
}

/** Another issuer calls people by names of its own: what the one before called them means nothing any more. */
async function forgetPeople(db: Db, now: Provider, issuer: string): Promise<void> {
	if (now.issuer === '' || now.issuer === issuer) return;
	await sql`delete from sign_on_identity where provider_id = ${now.providerId}::uuid`.execute(db);
}

async function auditConnection(db: Db, actor: Actor, now: Provider, issuer: string): Promise<void> {
	await writeAudit(db, actor, 'single_sign_on.connected', now.providerId, {
		called: now.called,
		before: now.issuer,
		after: issuer
	});
}

/** The issuer, also where someone pasted the address of what it says of itself. */
function issuerOf(text: string): string {
	return text.trim().replace(/\/\.well-known\/openid-configuration\/?$/, '');
}

/** Throws Invalid for an address that we would not ask. Its name is looked up at each request. */
function checkAddress(address: string, field: string): void {
	const url = URL.parse(address);
	if (!url) throw new Invalid('not_a_link', field);
	if (/\/(common|organizations|consumers)\/v2\.0\/?$/.test(url.pathname))
		throw new Invalid('every_tenant', field);
	try {
		checkReachable(url, config().SIGN_ON_INSIDE_HOSTS);
	} catch {
		throw new Invalid('not_outside', field);
	}
}

/** Where a provider's secret is kept: sealed for this place, it says nothing in another. */
export const placeOf = ({ networkId }: { networkId: string }, { providerId }: { providerId: string }) =>
	`sign_on_provider ${networkId} ${providerId}`;
