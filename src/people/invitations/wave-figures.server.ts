import { sql } from 'kysely';
import { wentOut } from './batches.server.ts';

/** How the invitations of a wave stand. */
export type WaveFigures = {
	/** How many mails went out. */
	sent: number;
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

/** SQL: the figures of a wave `w`, one row. */
export const waveFigures = sql`(
	select
		count(*) filter (where ${wentOut})::int as sent,
		count(*) filter (where ${isHeld})::int as held,
		min(ml.not_before) filter (where ${isHeld}) as held_until,
		count(*) filter (where ml.status in ('stopped', 'cancelled', 'expired', 'failed'))::int as not_sent,
		count(i.used_at)::int as joined,
		count(i.reminded_at)::int as reminded
	from invitation i
	left join mail ml using (network_id, mail_id)
	where i.wave_id = w.wave_id
)`;
