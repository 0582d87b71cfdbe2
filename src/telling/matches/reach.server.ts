import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import type { WhyNoMail } from './mailing.server.ts';

export type Reached = {
	matched: number;
	/** Those who were mailed, or have read it. */
	told: number;
	/** Those to whom the mail went out. */
	mailed: number;
	/** Those whose mail was written and has not gone out: it waits, is in trouble, or was stopped. */
	unsent: number;
	read: number;
	noConsent: number;
	cap: number;
	noBasis: number;
	doNotContact: number;
	toldLately: number;
	/** Those who joined, or named the reason, only after it was published. It waits for them on Home. */
	past: number;
};

/** Counts the matches of a published change, how many were mailed and read, and why others got no mail. */
export async function reachOf(actor: Actor, changeId: string): Promise<Reached> {
	authorize(actor, 'change.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Reached>`
			select count(*)::int as matched,
				count(*) filter (where mailed_at is not null or read_at is not null)::int as told,
				count(mailed_at)::int as mailed,
				count(*) filter (where mail_written_at is not null and mailed_at is null)::int as unsent,
				count(read_at)::int as read,
				${notMailed('no_consent')} as no_consent,
				${notMailed('cap')} as cap,
				${notMailed('no_basis')} as no_basis,
				${notMailed('do_not_contact')} as do_not_contact,
				${notMailed('told_lately')} as told_lately,
				${notMailed('past')} as past
			from match
			where change_id = ${changeId}
		`.execute(db)
	);
	return rows[0]!;
}

const notMailed = (why: WhyNoMail | 'past') => sql`count(*) filter (where not_mailed = ${sql.lit(why)})::int`;
