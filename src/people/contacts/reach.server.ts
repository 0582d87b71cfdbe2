import { sql, type RawBuilder } from 'kysely';

/**
 * Why a person may not be written to of the network's own accord just now, else null (rule 3): no basis, asked to be left alone or an
 * address that refuses, or the cap that they chose, over all lists in 30 days. `person` is the column with their id, `c` their contact.
 */
export function mayNotMail(
	person: RawBuilder<unknown>
): RawBuilder<'no_basis' | 'do_not_contact' | 'cap' | null> {
	return sql`case when c.basis is null then 'no_basis'
		when c.do_not_contact or exists (select from mail_stop s where s.address = c.email) then 'do_not_contact'
		when (select count(*) from mail w where w.person_id = ${person} and w.list <> '' and w.status <> 'stopped' and w.created_at > now() - interval '30 days') >= c.mails_per_month then 'cap' end`;
}
