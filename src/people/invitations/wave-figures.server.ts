import { sql } from 'kysely';
import { wentOut } from './batches.server.ts';
import { mayStillBeWritten } from './mailing.server.ts';

/** How the invitations of a wave stand. */
export type WaveFigures = {
	/** How many mails went out. */
	sent: number;
	/** How many are on their way: a mail is being written, or the mail server is about to get it. */
	underWay: number;
	/** How many mails are kept because there is no mail server to send them. */
	kept: number;
	/** How many wait for the end of the night, and until when. */
	held: number;
	heldUntil: Date | null;
	/** How many mails will not go out: they were stopped or taken back, or failed for good. */
	notSent: number;
	joined: number;
	reminded: number;
};

/** The mail `ml` waits for its hour. */
const isHeld = sql`ml.status = 'waiting' and not ml.is_kept and ml.not_before > now()`;

/** The mail `ml` goes out as soon as the worker comes to it. */
const isDue = sql`ml.status = 'waiting' and not ml.is_kept and ml.not_before <= now()`;

/** How many of the batches of a wave `w` that were let go have no mail yet. */
const unwritten = sql`(
	select count(*)::int
	from (
		select b.*
		from invitation b
		where b.wave_id = w.wave_id
		order by b.invitation_id
		limit w.released
	) i
	join contact c on c.person_id = i.person_id
	where i.sent_at is null
		and ${mayStillBeWritten}
)`;

/** SQL: the figures of a wave `w`, one row. */
export const waveFigures = sql`(
	select
		count(*) filter (where ${wentOut})::int as sent,
		count(*) filter (where ${isDue})::int + ${unwritten} as under_way,
		count(*) filter (where ml.status = 'waiting' and ml.is_kept)::int as kept,
		count(*) filter (where ${isHeld})::int as held,
		min(ml.not_before) filter (where ${isHeld}) as held_until,
		count(*) filter (where ml.status in ('stopped', 'cancelled', 'expired', 'failed'))::int as not_sent,
		count(i.used_at)::int as joined,
		count(i.reminded_at)::int as reminded
	from invitation i
	left join mail ml using (network_id, mail_id)
	where i.wave_id = w.wave_id
)`;
