import { sql, type RawBuilder } from 'kysely';

type WhyNot = 'no_basis' | 'do_not_contact' | 'cap' | null;

/**
 * Why the network may not write to a person of its own accord just now, else null (rule 3). `no_basis`:
 * nothing allows it. `do_not_contact`: they asked to be left alone, or their address refuses mail. `cap`:
 * they got as many mails in 30 days, over all lists, as they allow; what they are owed does not count. `person` is the
 * column with their id; the query calls their contact `c`.
 */
export function mayNotMail(person: RawBuilder<unknown>): RawBuilder<WhyNot> {
	const addressRefuses = sql`exists (
		select from mail_stop s
		where s.address = c.email
	)`;
	const mailsOfMonth = sql`(
		select count(*)
		from mail w
		where w.person_id = ${person}
			and w.list not in ('', 'invitation')
			and w.kind <> 'owed'
			and w.status not in ('stopped', 'cancelled')
			and w.created_at > now() - interval '30 days'
	)`;
	return sql`
		case
			when c.basis is null then 'no_basis'
			when c.do_not_contact or ${addressRefuses} then 'do_not_contact'
			when ${mailsOfMonth} >= c.mails_per_month then 'cap'
		end
	`;
}
