import { sql, type RawBuilder } from 'kysely';

/**
 * Did someone have a mail over this reason in the last 30 days, or is one on its way to them? A mail that was stopped
 * or given up told them nothing.
 */
export const wasToldLately = (personId: RawBuilder<unknown>, reason: RawBuilder<unknown>) => sql<boolean>`
	exists (
		select
		from match o
		where o.person_id = ${personId}
			and o.reason = ${reason}
			and o.mail_written_at > now() - interval '30 days'
			and (o.mailed_at is not null or exists (
				select
				from mail w
				where w.person_id = o.person_id
					and w.touch_kind = 'told'
					and w.touch_subject = o.change_id
					and w.status in ('waiting', 'unsure')
			))
	)
`;
