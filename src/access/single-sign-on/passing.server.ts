import type { Actor, Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import {
	beginAttempt,
	dropAttempt,
	keepOutcome,
	takeAttempt,
	waitingSince,
	type Attempt,
	type Outcome
} from './attempts.server.ts';
import { provedAddress, type Claims } from './identity.ts';
import { placeOf } from './managing.server.ts';
import { oidcAddress, readOidcAnswer, type OidcSettings, type Told } from './oidc.server.ts';
import { answerAddress, isComplete, metadataAddress, type Provider } from './provider.ts';
import { providerIn } from './providers.server.ts';
import { Refused } from './refusal.ts';
import { readSamlAnswer, samlAddress, type SamlSettings } from './saml.server.ts';
import { unseal } from './sealing.server.ts';

type Begin = { providerId: string; browser: string; next: string; hint: string };

/** Where someone goes to sign in by a provider. Throws Refused where it is off or cannot be reached, NotFound. */
export async function setOut(network: Network, { hint, ...begin }: Begin): Promise<string> {
	const provider = await readNetwork(network, (db) => providerIn(db, begin.providerId));
	if (!provider.isOn) throw new Refused('is_off');
	const attempt = await beginAttempt(network, { ...begin, revision: provider.revision });
	return addressAt(network, provider, attempt, hint);
}

/**
 * Where an admin goes to try a provider out, on or off: to the provider, or back to the page that says why it cannot be
 * reached. Throws NotFound.
 */
export async function setOutOnTrial(
	actor: Actor,
	network: Network,
	begin: Pick<Begin, 'providerId' | 'browser'>
): Promise<string> {
	authorize(actor, 'single_sign_on.manage');
	const provider = await readNetwork(network, (db) => providerIn(db, begin.providerId));
	const { revision } = provider;
	const attempt = await beginAttempt(network, { ...begin, revision, next: '/', triedBy: actor.personId });
	try {
		if (!isComplete(provider)) throw new Refused('unreachable');
		return await addressAt(network, provider, attempt, '');
	} catch (failure) {
		if (!(failure instanceof Refused)) throw failure;
		const { why, detail } = failure;
		await keepOutcome(network, attempt.attemptId, { why, detail, claims: {} });
		return trialPath(attempt);
	}
}

/** The page that shows an admin what a trial came to. */
export const trialPath = ({ attemptId, providerId }: Pick<Attempt, 'attemptId' | 'providerId'>) =>
	`/desk/settings/single-sign-on/${providerId}?tried=${attemptId}#try`;

async function addressAt(
	network: Network,
	provider: Provider,
	attempt: Attempt,
	hint: string
): Promise<string> {
	if (provider.kind === 'saml') return samlAddress(samlSettings(network, provider), attempt.answerKey);
	const settings = await oidcSettings(network, provider);
	return oidcAddress(settings, expectedOf(network, attempt), hint);
}

type Brought = {
	providerId: string;
	/** What the browser's cookie holds; a form that comes from another site brings no cookie. */
	browser: string;
	query: URLSearchParams;
};

/** Takes in the answer that an OpenID provider sends a browser back with. Gives the attempt, whose outcome is kept. */
export async function comeBackByOidc(network: Network, brought: Brought): Promise<Attempt> {
	const { providerId, browser, query } = brought;
	return refusing(network, providerId, async () => {
		const answerKey = query.get('state') ?? '';
		const attempt = await takeAttempt(network, { providerId, answerKey, browser });
		await keeping(network, attempt, async (provider) => {
			if (provider.kind !== 'oidc') throw new Refused('no_attempt');
			const settings = await oidcSettings(network, provider);
			return readOidcAnswer(settings, expectedOf(network, attempt), query);
		});
		return attempt;
	});
}

/**
 * Takes in the answer of a SAML provider, which comes as a form of its own page and so without our cookie: whose browser it
 * is shows when it asks for the outcome. Gives the attempt that the answer proves to be for. Throws Refused.
 */
export async function comeBackBySaml(
	network: Network,
	{ providerId, answer }: { providerId: string; answer: string }
): Promise<Attempt> {
	return refusing(network, providerId, async () => {
		const provider = await readNetwork(network, (db) => providerIn(db, providerId));
		if (provider.kind !== 'saml') throw new Refused('no_attempt');
		const told = await readSamlAnswer(samlSettings(network, provider), answer, (requestId) =>
			waitingSince(network, providerId, requestId)
		);
		const attempt = await takeAttempt(network, { providerId, answerKey: told.requestId });
		await keeping(network, attempt, async () => told);
		return attempt;
	});
}

/** Keeps who came back in an attempt, or why nobody did. A refusal is kept for a trial, and thrown for all others. */
async function keeping(
	network: Network,
	attempt: Attempt,
	read: (provider: Provider) => Promise<Told>
): Promise<void> {
	const { attemptId, providerId, triedBy } = attempt;
	const provider = await readNetwork(network, (db) => providerIn(db, providerId));
	let claims: Record<string, string> = {};
	try {
		if (!provider.isOn && !triedBy) throw new Refused('is_off');
		const told = await read(provider);
		if (triedBy) claims = inWords(told.claims);
		provedAddress(told.identity, provider);
		await keepOutcome(network, attemptId, { identity: told.identity, claims });
		if (triedBy) await noteGoodTrial(network, attempt, triedBy);
	} catch (failure) {
		if (!triedBy) await inNetwork(network, (db) => dropAttempt(db, attemptId));
		if (!triedBy || !(failure instanceof Refused)) throw failure;
		await noteRefusal(network, providerId, failure, triedBy);
		const { why, detail } = failure;
		await keepOutcome(network, attemptId, { why, detail, claims } satisfies Outcome);
	}
}

/** A trial counts for the provider as it was when the admin set out. */
async function noteGoodTrial(
	where: InNetwork,
	{ providerId, revision }: Attempt,
	personId: string
): Promise<void> {
	await inNetwork(where, async (db) => {
		await db
			.updateTable('signOnProvider')
			.set({ triedRevision: revision })
			.where('providerId', '=', providerId)
			.where('revision', '=', revision)
			.execute();
		await writeAudit(db, { ...where, personId }, 'single_sign_on.tried', providerId, { good: true });
	});
}

/** What the provider said, for the admin who tries it out: short texts only. */
function inWords(claims: Claims): Record<string, string> {
	const shown = Object.entries(claims).slice(0, 40);
	return Object.fromEntries(
		shown.map(([name, value]) => [
			name.slice(0, 120),
			(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200)
		])
	);
}

async function refusing<T>(network: Network, providerId: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (failure) {
		if (failure instanceof Refused) await noteRefusal(network, providerId, failure, null);
		throw failure;
	}
}

/** Writes into the audit log that someone was not let in, and why. Who it was is not known, or not proved. */
export async function noteRefusal(
	where: InNetwork,
	providerId: string,
	refused: Refused,
	triedBy: string | null
): Promise<void> {
	const { why, detail } = refused;
	await inNetwork(where, (db) =>
		writeAudit(
			db,
			{ networkId: where.networkId, personId: triedBy },
			triedBy ? 'single_sign_on.tried' : 'single_sign_on.refused',
			providerId,
			triedBy ? { good: false, why, detail } : { why, detail }
		)
	);
}

const placeFor = (network: Network, providerId: string) => ({ origin: originAt(network.hosts), providerId });

function expectedOf(network: Network, { answerKey, nonce, verifier, providerId }: Attempt) {
	return { state: answerKey, nonce, verifier, redirectUri: answerAddress(placeFor(network, providerId)) };
}

function samlSettings(network: Network, provider: Provider): SamlSettings {
	const place = placeFor(network, provider.providerId);
	return { ...provider, entityId: metadataAddress(place), answerAddress: answerAddress(place) };
}

async function oidcSettings(where: InNetwork, provider: Provider): Promise<OidcSettings> {
	const { clientSecret } = await readNetwork(where, (db) =>
		db
			.selectFrom('signOnProvider')
			.select('clientSecret')
			.where('providerId', '=', provider.providerId)
			.executeTakeFirstOrThrow()
	);
	if (!clientSecret) throw new Refused('unreachable', 'no client secret');
	return { ...provider, clientSecret: unseal(clientSecret, placeOf(where, provider)) };
}
