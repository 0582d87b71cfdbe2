import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';

/**
 * How a mail stands, wherever the desk looks at mail or counts it. Each mail is in one state:
 * - `waiting`: it goes out by itself, now or at its time.
 * - `kept`: it was written while no mail server was set, and waits for the desk's word.
 * - `trouble`: it was tried and did not go out. It is tried again, or the desk decides.
 * - `sent`: it went out.
 * - `dropped`: it will not be sent: it was stopped, taken back, or is of no use any more.
 */
export const mailStates = ['waiting', 'kept', 'trouble', 'sent', 'dropped'] as const;
export type MailState = (typeof mailStates)[number];
/** The states in which something is still to come of a mail. */
export const openStates = ['waiting', 'kept', 'trouble'] as const;
export type OpenCounts = Record<(typeof openStates)[number], number>;

const isOld = sql`coalesce(expires_at <= now(), false)`;

/** Is a row of `mail` in this state? */
export const isInState: Record<MailState, RawBuilder<boolean>> = {
	waiting: sql`(status = 'waiting' and not is_kept and failure is null and not ${isOld})`,
	kept: sql`(status = 'waiting' and is_kept)`,
	trouble: sql`(
		status in ('failed', 'unsure')
			or status = 'waiting' and not is_kept and failure is not null and not ${isOld}
	)`,
	sent: sql`(status = 'sent')`,
	dropped: sql`(
		status in ('stopped', 'cancelled', 'expired')
			or status = 'waiting' and not is_kept and ${isOld}
	)`
};

/** How many mails of the transaction's network something is still to come of, by state. */
export async function openMails(db: Db): Promise<OpenCounts> {
	const { rows } = await sql<OpenCounts>`
		select
			count(*) filter (where ${isInState.waiting})::int as waiting,
			count(*) filter (where ${isInState.kept})::int as kept,
			count(*) filter (where ${isInState.trouble})::int as trouble
		from mail
		where status in ('waiting', 'failed', 'unsure')
	`.execute(db);
	return rows[0]!;
}
