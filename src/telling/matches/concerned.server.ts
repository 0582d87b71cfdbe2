import { sql, type RawBuilder } from 'kysely';
import { restrictedReasons } from '#people/departures/reason.ts';

/**
 * Whom a change concerns: who left before it began, over a reason it answers, by the word that counts, and has not come
 * back; of the company where it holds, or of the group for who agreed to that. Reasons marked restricted tie nobody
 * (rule 7). As a FROM … WHERE over change `c`, departure `d`, reason `r` and tenure `t`.
 */
export const concerned: RawBuilder<unknown> = sql`change c
	join departure d on d.is_latest and d.left_on <= c.since and d.left_on <= current_date
	join departure_reason r on r.tenure_id = d.tenure_id and r.view = d.counting_view and r.code = any (c.reasons) and r.code <> all (${[...restrictedReasons]}::text[])
	join tenure t on t.tenure_id = d.tenure_id
	where not exists (select from tenure open where open.person_id = d.person_id and open.ended_on is null)
		and (c.company_id is null or c.company_id = t.company_id
			or exists (select from consent g where g.person_id = d.person_id and g.purpose = 'group_sharing' and g.withdrawn_at is null))`;

/** …and who may be shown the match: members who agree to the network. */
export const agreeing: RawBuilder<unknown> = sql`exists (select from membership mb where mb.person_id = d.person_id)
	and exists (select from consent n where n.person_id = d.person_id and n.purpose = 'network' and n.withdrawn_at is null)`;

/** …and of those, who agreed to be written to about it. */
export const mailable: RawBuilder<unknown> = sql`exists (select from consent n where n.person_id = d.person_id and n.purpose = 'return_mail' and n.withdrawn_at is null)
	and exists (select from contact k where k.person_id = d.person_id and k.basis is not null and not k.do_not_contact)`;
