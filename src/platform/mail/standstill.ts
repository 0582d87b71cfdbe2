/** How the mails of a network get on. */
export type MailHealth = {
	/** Is a mail server set? */
	sends: boolean;
	/** How many mails of each state there are that something is still to come of, as the outbox shows them. */
	waiting: number;
	kept: number;
	trouble: number;
	/** How many could go now and are not sent, and since when the oldest of them could. */
	due: number;
	dueSince: Date | null;
	sentAt: Date | null;
	/** How many mails that wait were tried since the last one went out, and failed. */
	failuresInRow: number;
	/** What was said at the last of them. */
	said: string | null;
};

/**
 * Why no mail goes out:
 * - `no_server`: there are mails, and no server to send them.
 * - `failing`: one mail after another was tried, and none went out.
 * - `waiting`: a mail could have gone for long, and nothing went out since.
 */
export type Standstill = 'no_server' | 'failing' | 'waiting';

const failuresAtMost = 3;
export const minutesAtMost = 30;

/** Says why mail stands still; undefined where it goes out. One address that refuses mail is no standstill. */
export function standstillOf(health: MailHealth, now: Date): Standstill | undefined {
	if (!health.sends) return health.kept > 0 ? 'no_server' : undefined;
	if (health.failuresInRow >= failuresAtMost) return 'failing';
	if (!health.dueSince) return undefined;
	const isLate = now.getTime() - health.dueSince.getTime() > minutesAtMost * 60_000;
	const hasSentSince = health.sentAt !== null && health.sentAt > health.dueSince;
	return isLate && !hasSentSince ? 'waiting' : undefined;
}
