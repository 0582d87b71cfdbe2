import { push, type PushOutcome, type Subscription } from '#gathering/push/push.server.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { wants } from './notification.ts';
import { nextToPush, sentence, type Waiting } from './waiting.server.ts';

/** A notification that nobody else pushes until `claimedUntil`. */
export type Claimed = Waiting & { claimedUntil: Date };
type Pushed = { waiting: Claimed; outcomes: PushOutcome[]; gone: string[] };
type Keys = { publicKey: string; privateKey: string };

const claimMs = 120_000;
const retryMs = 5 * 60_000;
/** A push that comes later than this says nothing new. */
const triedForMs = 60 * 60_000;
const pushesAtOnce = 10;

/**
 * Claims the notifications that are to be pushed now. What is not wanted, or is over the day's limit, is not pushed at all;
 * what comes in quiet hours is put off to their end.
 */
export async function claimPushes(db: Db): Promise<Claimed[]> {
	const now = new Date();
	const claimedUntil = new Date(now.getTime() + claimMs);
	const claimed: Claimed[] = [];
	const dropped: string[] = [];
	const left = new Map<string, number>();
	for (const waiting of await nextToPush(db)) {
		const { notificationId, personId } = waiting;
		const pushesLeft = left.get(personId) ?? waiting.pushesLeft;
		const quietUntil = notBefore(waiting, now);
		if (!isWanted(waiting)) dropped.push(notificationId);
		else if (quietUntil > now) await setPushAfter(db, [notificationId], quietUntil);
		else if (pushesLeft <= 0) dropped.push(notificationId);
		else {
			left.set(personId, pushesLeft - 1);
			claimed.push({ ...waiting, claimedUntil });
		}
	}
	await setPushAfter(db, dropped, null);
	await setPushAfter(
		db,
		claimed.map(({ notificationId }) => notificationId),
		claimedUntil
	);
	return claimed;
}

const isWanted = ({ subscriptions, wishes, kind, isShown }: Waiting) =>
	isShown && subscriptions.length > 0 && wants(wishes, kind, 'push');

/** The first moment from `now` on that is outside the person's quiet hours. */
export function notBefore({ timeZone, quietFrom, quietUntil }: Waiting, now: Date): Date {
	return afterQuietHours(now, timeZone, { from: quietFrom, until: quietUntil });
}

async function setPushAfter(db: Db, notificationIds: string[], pushAfter: Date | null): Promise<void> {
	if (notificationIds.length === 0) return;
	await db
		.updateTable('notification')
		.set({ pushAfter })
		.where('notificationId', 'in', notificationIds)
		.execute();
}

/**
 * Sends what was claimed, some at once and outside any transaction. A service that does not answer is not asked again in
 * this round.
 */
export async function sendPushes(keys: Keys, claimed: readonly Claimed[]): Promise<Pushed[]> {
	const pushed = claimed.map((waiting): Pushed => ({ waiting, outcomes: [], gone: [] }));
	const toSend = pushed.flatMap((one) =>
		one.waiting.subscriptions.map((subscription) => ({ one, subscription }))
	);
	const silent = new Set<string>();
	const next = toSend.values();
	const work = async () => {
		for (const { one, subscription } of next) {
			const outcome = await pushUnlessSilent(keys, one.waiting, subscription, silent);
			one.outcomes.push(outcome);
			if (outcome === 'gone') one.gone.push(subscription.endpoint);
		}
	};
	await Promise.all(Array.from({ length: pushesAtOnce }, work));
	return pushed;
}

async function pushUnlessSilent(
	keys: Keys,
	waiting: Waiting,
	subscription: Subscription,
	silent: Set<string>
): Promise<PushOutcome> {
	const { host } = new URL(subscription.endpoint);
	if (silent.has(host)) return 'silent';
	const words = asReader({ locale: waiting.locale, timeZone: waiting.timeZone }, () => ({
		title: sentence(waiting),
		body: waiting.about,
		path: waiting.path,
		tag: waiting.notificationId,
		badge: waiting.badge
	}));
	const outcome = await push(keys, subscription, words);
	if (outcome === 'silent') silent.add(host);
	return outcome;
}

/** Notes what was sent, forgets browsers that are gone, and puts off what did not work. */
export async function notePushes(db: Db, where: InNetwork, pushed: readonly Pushed[]): Promise<void> {
	for (const one of pushed) await notePush(db, where, one);
	const gone = pushed.flatMap((one) => one.gone);
	if (gone.length > 0) await db.deleteFrom('pushSubscription').where('endpoint', 'in', gone).execute();
}

async function notePush(db: Db, { networkId }: InNetwork, { waiting, outcomes }: Pushed): Promise<void> {
	const { notificationId, personId, happenedAt, claimedUntil } = waiting;
	const isSent = outcomes.includes('sent');
	const now = Date.now();
	const isTriedAgain =
		!isSent &&
		outcomes.some((outcome) => outcome === 'silent' || outcome === 'later') &&
		now - happenedAt.getTime() < triedForMs;
	if (isSent) await db.insertInto('pushSent').values({ networkId, personId, notificationId }).execute();
	await db
		.updateTable('notification')
		.set({ pushAfter: isTriedAgain ? new Date(now + retryMs) : null })
		.where('notificationId', '=', notificationId)
		.where('pushAfter', '=', claimedUntil) // if more happened meanwhile, it is pushed once more
		.execute();
}
