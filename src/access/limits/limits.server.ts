import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { authPool } from '#platform/database/connection.server.ts';
import { Invalid, NotFound, TooMany } from '#platform/http/failures.ts';
import { log } from '#platform/log/log.server.ts';

const day = 24 * 60 * 60;

/**
 * How often something may be tried: so many times (`points`) in so many seconds, counted by key over all processes.
 * What ends in `.day` mails or tells others, or is kept; it is bounded by person and day.
 */
export const limits = {
	'password.address': { points: 30, duration: 15 * 60 },
	'password.pair': { points: 6, duration: 15 * 60 },
	'password.account': { points: 60, duration: 60 * 60 },
	'link.address': { points: 20, duration: 60 * 60 },
	// Shorter than a link works: whoever else asks, one that works lies in the owner's mailbox.
	'link.account': { points: 4, duration: 10 * 60 },
	// An office sets out from one address.
	'sign_on.address': { points: 1000, duration: 15 * 60 },
	'claim.address': { points: 10, duration: 60 * 60 },
	'claim.account': { points: 3, duration: day },
	'claim.network': { points: 300, duration: day },
	'claim_notice.person': { points: 1, duration: day },
	// How often it is noted that an address was held back.
	'held.address': { points: 1, duration: 10 * 60 },
	'token.address': { points: 60, duration: 15 * 60 },
	// Six figures, three of which count at a time: in a day someone who has the password guesses one in 700 times.
	'code.account': { points: 20, duration: 60 * 60 },
	'passkey.address': { points: 120, duration: 15 * 60 },
	'write.person': { points: 240, duration: 10 * 60 },
	'write.address': { points: 300, duration: 10 * 60 },
	'mail_test.person': { points: 12, duration: 60 * 60 },
	'report.print': { points: 30, duration: 60 * 60 },
	// An identity provider tells of everybody at once when it is connected.
	'scim.token': { points: 12_000, duration: 10 * 60 },
	'api.token': { points: 1200, duration: 10 * 60 },
	'upload.person': { points: 60, duration: 60 * 60 },
	'post.person': { points: 12, duration: 60 * 60 },
	'message.person': { points: 120, duration: 60 * 60 },
	// A page tells of it every four seconds at most, while its owner types.
	'typing.person': { points: 40, duration: 60 },
	'request.person': { points: 10, duration: day },
	'hiding.day': { points: 30, duration: day },
	'draft.person': { points: 600, duration: 10 * 60 },
	'comment.day': { points: 300, duration: day },
	'group.day': { points: 10, duration: day },
	'mentoring.day': { points: 30, duration: day },
	'event.day': { points: 12, duration: day },
	'reply.day': { points: 120, duration: day },
	'talk.day': { points: 20, duration: day },
	'collaboration.day': { points: 30, duration: day },
	'paper.day': { points: 20, duration: day },
	'concern.day': { points: 10, duration: day },
	'application.day': { points: 10, duration: day },
	'referral.day': { points: 20, duration: day },
	'wish.day': { points: 30, duration: day },
	'standing.day': { points: 60, duration: day },
	'push.day': { points: 20, duration: day },
	'test_mail.day': { points: 40, duration: day },
	'address.day': { points: 5, duration: day },
	'leaving.day': { points: 8, duration: day },
	'own_data.day': { points: 3, duration: day }
} as const;

const limiters = new Map<string, RateLimiterPostgres>();

export type Limit = keyof typeof limits;
type Tried = { limit: number; left: number; seconds: number };

/**
 * Counts one try. Gives how many are left, and the seconds until all of them are there again.
 * Throws TooMany, with the seconds to wait, if the limit is reached.
 */
export async function countTry(limit: Limit, key: string): Promise<Tried> {
	try {
		const { remainingPoints, msBeforeNext } = await limiterOf(limit).consume(key);
		return {
			limit: limits[limit].points,
			left: remainingPoints,
			seconds: Math.ceil(msBeforeNext / 1000)
		};
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		// Once for each time it is reached, and without whose: the key holds addresses.
		if (refused.consumedPoints === limits[limit].points + 1) log.warn({ limit }, 'A limit was reached');
		throw new TooMany(Math.ceil(refused.msBeforeNext / 1000));
	}
}

/** Counts one try, and gives whether the limit still allows it. */
export async function countQuietly(limit: Limit, key: string): Promise<boolean> {
	try {
		await countTry(limit, key);
		return true;
	} catch (failure) {
		if (failure instanceof TooMany) return false;
		throw failure;
	}
}

/** Takes back a try that was counted, because it was none: it was right. */
export async function takeBack(limit: Limit, key: string): Promise<void> {
	await limiterOf(limit).reward(key);
}

/** Is the limit reached? Nothing is counted. */
export async function isReached(limit: Limit, key: string): Promise<boolean> {
	const tried = await limiterOf(limit).get(key);
	return tried !== null && tried.consumedPoints >= limits[limit].points;
}

/**
 * Does what a guess could be made at, and counts it only if it missed: nothing is there, or it cannot be used.
 * Throws TooMany, without doing it, if the limit is reached.
 */
export async function countMiss<T>(limit: Limit, key: string, work: () => Promise<T>): Promise<T> {
	await countTry(limit, key);
	try {
		const found = await work();
		await takeBack(limit, key);
		return found;
	} catch (failure) {
		if (!isMiss(failure)) await takeBack(limit, key);
		throw failure;
	}
}

const isMiss = (failure: unknown) =>
	failure instanceof NotFound || (failure instanceof Invalid && failure.why === 'not_usable');

function limiterOf(limit: Limit): RateLimiterPostgres {
	let limiter = limiters.get(limit);
	if (!limiter) {
		limiter = new RateLimiterPostgres({
			storeClient: authPool(),
			schemaName: 'auth',
			tableName: 'attempt',
			tableCreated: true,
			keyPrefix: limit,
			clearExpiredByTimeout: false,
			...limits[limit]
		});
		limiters.set(limit, limiter);
	}
	return limiter;
}
