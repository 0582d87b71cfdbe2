import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { identitySchema, type Identity } from './identity.ts';
import { Refused, type Why } from './refusal.ts';

/** For how long someone may be on the way to a provider and back. */
export const attemptMinutes = 10;

/** What an attempt came to: who came back, or why nobody did. `claims` are kept for a trial only. */
export type Outcome =
	| { identity: Identity; claims: Record<string, string> }
	| { why: Why; detail: string; claims: Record<string, string> };

export type Attempt = {
	attemptId: string;
	providerId: string;
	answerKey: string;
	nonce: string;
	verifier: string;
	next: string;
	triedBy: string | null;
	revision: number;
};

type Begin = {
	providerId: string;
	revision: number;
	/** What the browser's cookie holds. */
	browser: string;
	next: string;
	triedBy?: string | undefined;
};

const hashOf = (text: string) => createHash('sha256').update(text).digest();
/** 256 random bits. The first sign lets it be an id of XML as well. */
const random = () => `_${randomBytes(32).toString('hex')}`;
/** A new value for a browser's cookie. */
export const newBrowser = random;

const isFresh = sql<boolean>`begun_at > now() - make_interval(mins => ${attemptMinutes})`;

/** Notes that a browser sets out for a provider. Attempts that nobody came back from go. */
export async function beginAttempt(where: InNetwork, wish: Begin): Promise<Attempt> {
	const { providerId, revision, browser, next, triedBy = null } = wish;
	const secrets = { answerKey: random(), nonce: random(), verifier: random() };
	return inNetwork(where, async (db) => {
		await sql`delete from sign_on_attempt where not ${isFresh}`.execute(db);
		const { attemptId } = await db
			.insertInto('signOnAttempt')
			.values({
				networkId: where.networkId,
				providerId,
				revision,
				next,
				triedBy,
				browserHash: hashOf(browser),
				...secrets
			})
			.returning('attemptId')
			.executeTakeFirstOrThrow();
		return { attemptId, providerId, revision, next, triedBy, ...secrets };
	});
}

/** When the attempt that waits for this answer was begun, as ISO text; null where none waits. */
export async function waitingSince(
	where: InNetwork,
	providerId: string,
	answerKey: string
): Promise<string | null> {
	const { rows } = await readNetwork(where, (db) =>
		sql<{ begunAt: Date }>`
			select begun_at
			from sign_on_attempt
			where provider_id = ${providerId}::uuid
				and answer_key = ${answerKey}
				and answered_at is null
				and ${isFresh}
		`.execute(db)
	);
	return rows[0]?.begunAt.toISOString() ?? null;
}

type Key = { providerId: string; answerKey: string; browser?: string };

/**
 * Takes the attempt that waits for this answer, so that no second answer is taken. With `browser`, only where the same
 * browser began it. Throws Refused where none waits: it is over, was answered, or never was.
 */
export async function takeAttempt(
	where: InNetwork,
	{ providerId, answerKey, browser }: Key
): Promise<Attempt> {
	const { rows } = await inNetwork(where, (db) =>
		sql<Attempt>`
			update sign_on_attempt
			set answered_at = now()
			where provider_id = ${providerId}::uuid
				and answer_key = ${answerKey}
				and answered_at is null
				and (${browser === undefined} or browser_hash = ${hashOf(browser ?? '')})
				and ${isFresh}
			returning attempt_id, provider_id, answer_key, nonce, verifier, next, tried_by, revision
		`.execute(db)
	);
	if (!rows[0]) throw new Refused('no_attempt');
	return rows[0];
}

/** Keeps what an attempt came to, until the browser asks for it. */
export async function keepOutcome(where: InNetwork, attemptId: string, outcome: Outcome): Promise<void> {
	await inNetwork(where, (db) =>
		db
			.updateTable('signOnAttempt')
			.set({ answer: JSON.stringify(outcome) })
			.where('attemptId', '=', attemptId)
			.execute()
	);
}

export type Arrival = Pick<Attempt, 'attemptId' | 'providerId' | 'next'> & { identity: Identity };

/** Who came back in an attempt that this browser began, and that is no trial. Throws Refused where that is nobody. */
export async function arrivalIn(db: Db, attemptId: string, browser: string): Promise<Arrival> {
	const { rows } = await sql<Omit<Arrival, 'identity'> & { answer: { identity?: unknown } }>`
		select attempt_id, provider_id, next, answer
		from sign_on_attempt
		where attempt_id = ${attemptId}::uuid
			and browser_hash = ${hashOf(browser)}
			and tried_by is null
			and answer is not null
			and ${isFresh}
		for update
	`.execute(db);
	const read = identitySchema.safeParse(rows[0]?.answer.identity);
	if (!rows[0] || !read.success) throw new Refused('no_attempt');
	const { answer: _, ...attempt } = rows[0];
	return { ...attempt, identity: read.data };
}

/** An attempt is over: nothing of it is kept. */
export async function dropAttempt(db: Db, attemptId: string): Promise<void> {
	await db.deleteFrom('signOnAttempt').where('attemptId', '=', attemptId).execute();
}

/** What a trial of this admin came to; undefined where there is none. */
export async function trialOf(
	db: Db,
	{ attemptId, providerId, personId }: { attemptId: string; providerId: string; personId: string }
): Promise<Outcome | undefined> {
	const found = await db
		.selectFrom('signOnAttempt')
		.select('answer')
		.where('attemptId', '=', attemptId)
		.where('providerId', '=', providerId)
		.where('triedBy', '=', personId)
		.executeTakeFirst();
	return (found?.answer ?? undefined) as Outcome | undefined;
}
