import { sql } from 'kysely';
import { config } from '#platform/config/config.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { MailHealth } from './standstill.ts';
import { openMails, type OpenCounts } from './states.server.ts';

/** How the mails of the transaction's network get on, by the same states as the outbox shows. */
export async function mailHealth(db: Db): Promise<MailHealth> {
	const counts = await openMails(db);
	const { rows } = await sql<Omit<MailHealth, 'sends' | keyof OpenCounts>>`
		with last as (
			select max(sent_at) as sent_at
			from mail
			where status = 'sent'
		),
		due as (
			select not_before
			from mail
			where status = 'waiting'
				and not is_kept
				and not_before <= now()
				and (expires_at is null or expires_at > now())
		),
		failing as (
			select tried_at, failure
			from mail
			where status = 'waiting'
				and failure is not null
				and tried_at > coalesce((select sent_at from last), '-infinity')
		)
		select
			(select count(*)::int from due) as due,
			(select min(not_before) from due) as due_since,
			(select sent_at from last) as sent_at,
			(select count(*)::int from failing) as failures_in_row,
			(select failure from failing order by tried_at desc limit 1) as said
	`.execute(db);
	return { sends: config().SMTP_URL !== undefined, ...counts, ...rows[0]! };
}
