import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsDeskOrAdmin } from '#access/policy/roles.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { erase } from './erasing.server.ts';

/** What hangs on a person, counted for the page that asks whether they are to be removed. */
export type Removal = Required<Named> & {
	personId: string;
	isMember: boolean;
	stays: number;
	posts: number;
	comments: number;
	messages: number;
	notes: number;
	applications: number;
	rehires: number;
	/** When it is erased anyhow, because they asked for it. */
	erasedAt: Date | null;
	hindrance: Hindrance | null;
};
/** Why somebody cannot be removed now. */
export type Hindrance = 'is_self' | 'has_desk_role' | 'has_open_business';

/** What goes when a person is removed. Throws NotFound. */
export async function removalOf(actor: Actor, personId: string): Promise<Removal> {
	authorize(actor, 'person.remove');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.see', personId);
		return removal(db, actor, personId);
	});
}

const hindrance = ({ personId: self }: Actor) => sql`
	case
		when p.person_id = ${self} then 'is_self'
		when exists (
			select from membership mb
			where mb.person_id = p.person_id
				and ${memberIsDeskOrAdmin('mb')}
		) then 'has_desk_role'
		when exists (
			select from casual_talk t
			where t.alumnus_id = p.person_id
				and t.state = 'booked'
				and t.ends_at > now()
		) or exists (
			select
			from casual_talk_host h
			join casual_talk t using (network_id, talk_id)
			where h.host_id = p.person_id
				and h.is_booked
				and t.state = 'booked'
				and t.ends_at > now()
		) or exists (
			select from application a
			where a.person_id = p.person_id
				and a.status in ('received', 'in_contact', 'interviewing', 'offered')
		) then 'has_open_business'
	end
`;

async function removal(db: Db, actor: Actor, personId: string): Promise<Removal> {
	const { rows } = await sql<Removal>`
		select p.person_id, ${nameColumns('p')},
			exists (select from membership mb where mb.person_id = p.person_id) as is_member,
			(select count(*)::int from tenure t where t.person_id = p.person_id) as stays,
			(select count(*)::int from post o where o.author_id = p.person_id and o.kind = 'person') as posts,
			(select count(*)::int from comment c where c.author_id = p.person_id) as comments,
			(select count(*)::int from message e where e.author_id = p.person_id) as messages,
			(select count(*)::int from person_note n where n.person_id = p.person_id) as notes,
			(select count(*)::int from application a where a.person_id = p.person_id) as applications,
			(select count(*)::int from rehire r where r.person_id = p.person_id) as rehires,
			(select e.due_at from erasure e where e.person_id = p.person_id) as erased_at,
			${hindrance(actor)} as hindrance
		from person p
		where p.person_id = ${personId}
			and p.removed_at is null
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such person');
	return rows[0];
}

/**
 * Removes a person for good: what is known of them, their account, and what they wrote. What others wrote to them stays.
 * A return stays as a fact without a name, with the stays it rests on, so that figures told before hold. The audit log
 * keeps that it was done, by whom and when, with a mark in the place of the person. Throws NotFound, and Invalid while something hinders it.
 */
export async function removePerson(actor: Actor, personId: string): Promise<void> {
	authorize(actor, 'person.remove');
	await inNetwork(actor, async (db) => {
		const { hindrance: why } = await removal(db, actor, personId);
		if (why) throw new Invalid(why, 'form');
		const mark = await erase(db, actor, personId, { keepsWords: false, remembers: false });
		await writeAudit(db, actor, 'person.remove', mark);
	});
}
