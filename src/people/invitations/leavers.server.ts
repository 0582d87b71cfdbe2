import { sql, type RawBuilder } from 'kysely';
import { isEmployed } from '#people/tenures/employed.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { daysBetween, type Choice } from './choice.ts';

/** A row's person has an account. `alias` names the row. */
const isMember = (alias: string) => sql`exists (
	select from membership m
	where m.person_id = ${sql.ref(`${alias}.personId`)}
)`;

/** Invitations that can still be answered or were sent lately, but for those whose mail never went out. */
const invitedLately = (alias: string) => sql`exists (
	select
	from invitation i
	left join mail ml on ml.network_id = i.network_id
		and ml.mail_id = i.mail_id
	where i.person_id = ${sql.ref(`${alias}.personId`)}
		and greatest(i.sent_at, i.reminded_at) > now() - make_interval(days => ${daysBetween})
		and coalesce(ml.status, 'sent') not in ('cancelled', 'failed', 'stopped', 'expired')
)`;

/** An invitation is made and its mail not yet written. */
const isBeingInvited = (alias: string) => sql`exists (
	select from invitation i
	where i.person_id = ${sql.ref(`${alias}.personId`)}
		and i.sent_at is null
)`;

const refusesMail = (alias: string) => sql`exists (
	select from mail_stop s
	where s.address = ${sql.ref(`${alias}.email`)}
)`;

/** How the row `c` of a contact stands to being invited: an InviteState. `lately` also where one is on its way. */
const inviteState = sql`
	case
		when c.do_not_contact then 'opted_out'
		when ${refusesMail('c')} then 'refuses'
		when c.basis is null then 'no_basis'
		when ${isBeingInvited('c')} or ${invitedLately('c')} then 'lately'
		else 'ready'
	end
`;

/**
 * Leavers with an address who have left by today, are no members and do not work here again: with how they stand to being
 * invited, and what a choice looks at.
 */
export const leavers = sql`(
	select
		c.network_id, c.person_id, c.hr_import_id,
		d.tenure_id, d.left_on, d.counting_view,
		t.company_id, t.department,
		${inviteState} as state,
		${isBeingInvited('c')} as is_being_invited
	from contact c
	join departure d on d.person_id = c.person_id
		and d.is_latest
		and d.left_on <= (select network_today())
	join tenure t on t.tenure_id = d.tenure_id
	where not ${isMember('c')}
		and not ${isEmployed('c')}
)`;

/**
 * The same, for whoever reads all of them. Who may be one is found by indexes first, so that a network of very many members
 * is not looked through for the few who have not joined. A row that waits to be made anew may be anyone's.
 */
export const allLeavers = sql`(
	select l.*
	from ${leavers} l
	where l.person_id in (
		select r.person_id
		from directory.person_row r
		where r.to_invite = 'with_basis'
		union
		select r.person_id
		from directory.person_row r
		where r.to_invite = 'without_basis'
		union
		select c.person_id
		from contact c
		where c.do_not_contact
		union
		select s.person_id
		from directory.person_row_stale s
	)
)`;

/** Has the department of the row `l` one of the words? */
const hasWord = (words: readonly string[]) => sql`exists (
	select from unnest(${[...words]}::text[]) word
	where position(lower(word) in lower(l.department)) > 0
)`;

/** In a subquery, so that it is asked once and not for every row. */
const yearsAgo = (years: number) => sql`(select (network_today() - make_interval(years => ${years}))::date)`;

/** Does the row `l` of `leavers` fit a choice? */
export function fits(choice: Choice): RawBuilder<boolean> {
	const conditions = [sql`true`];
	if (choice.people) conditions.push(sql`l.person_id = any (${[...choice.people]}::uuid[])`);
	if (choice.companies.length > 0)
		conditions.push(sql`l.company_id = any (${[...choice.companies]}::uuid[])`);
	if (choice.imports.length > 0)
		conditions.push(sql`l.hr_import_id = any (${[...choice.imports]}::uuid[])`);
	if (choice.departments.length > 0) conditions.push(hasWord(choice.departments));
	if (choice.notDepartments.length > 0) conditions.push(sql`not ${hasWord(choice.notDepartments)}`);
	if (choice.yearsFrom !== null) conditions.push(sql`l.left_on <= ${yearsAgo(choice.yearsFrom)}`);
	if (choice.yearsUntil !== null) conditions.push(sql`l.left_on > ${yearsAgo(choice.yearsUntil)}`);
	if (choice.reasons.length > 0)
		conditions.push(sql`exists (
			select from departure_reason r
			where r.tenure_id = l.tenure_id
				and r.view = l.counting_view
				and r.code = any (${[...choice.reasons]}::text[])
		)`);
	return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** May the row `l` of `leavers` be invited now? With `again`, also those whose last invitation is not long ago. */
export function mayBeInvited(again: boolean): RawBuilder<boolean> {
	return again
		? sql<boolean>`(l.state = 'ready' or (l.state = 'lately' and not l.is_being_invited))`
		: sql<boolean>`l.state = 'ready'`;
}

type PersonToInvite = { isLately: boolean };

/**
 * A person who can be invited: a leaver on a recorded basis or an employee, who is no member and does not refuse. Undefined
 * for others. `isLately`: an invitation went out to them in the last days, or is on its way.
 */
export async function personToInvite(db: Db, personId: string): Promise<PersonToInvite | undefined> {
	const { rows } = await sql<PersonToInvite>`
		select ${isBeingInvited('c')} or ${invitedLately('c')} as is_lately
		from contact c
		where c.person_id = ${personId}
			and not c.do_not_contact
			and not ${refusesMail('c')}
			and not ${isMember('c')}
			and (
				${isEmployed('c')}
				or exists (
					select from departure d
					where d.person_id = c.person_id
						and d.is_latest
						and d.left_on <= network_today()
						and c.basis is not null
				)
			)
	`.execute(db);
	return rows[0];
}
