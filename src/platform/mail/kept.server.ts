import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';

/** Some of the kept mails, by their ids, or all of them. */
export type Which = readonly string[] | 'all';

const chosen = (which: Which) =>
	which === 'all'
		? sql`status = 'waiting' and is_kept`
		: sql`status = 'waiting' and is_kept and mail_id = any (${[...which]}::uuid[])`;

/** Lets kept mails go, each not before its time. Gives how many. */
export async function sendKept(db: Db, { networkId }: InNetwork, which: Which): Promise<number> {
	const { rows } = await sql<{ jobs: number }>`
		with freed as (
			update mail
			set is_kept = false
			where ${chosen(which)}
			returning mail_id, kind, not_before
		),
		job as (
			select leave_job(
				case kind when 'sign_in' then 'mail.send_at_once' else 'mail.send' end,
				jsonb_build_object('networkId', ${networkId}::uuid, 'mailId', mail_id),
				'mail:' || mail_id,
				greatest(now(), not_before)
			)
			from freed
		)
		select count(*)::int as jobs
		from job
	`.execute(db);
	return rows[0]!.jobs;
}

/** Takes kept mails back, and forgets their bodies. Gives how many. */
export async function dropKept(db: Db, which: Which): Promise<number> {
	const { numAffectedRows } = await sql`
		update mail
		set status = 'cancelled', is_kept = false, body_text = null, body_html = null, calendar = null
		where ${chosen(which)}
	`.execute(db);
	return Number(numAffectedRows ?? 0);
}
