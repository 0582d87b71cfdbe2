import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Basis } from '#people/contacts/basis.ts';
import type { Way } from '#people/contacts/left-alone.ts';
import type { DepartureKind } from '#people/departures/kind.ts';
import { mergesOf, type Merged } from '#people/merging/merging.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { nameColumns, namePairs } from './names.server.ts';
import type { Named } from './person.ts';

export type Note = {
	noteId: string;
	words: string;
	writtenAt: string;
	changedAt: string | null;
	revision: number;
	author: Required<Named>;
};
export type LeftAlone = {
	way: Way;
	words: string;
	saidOn: string;
	recordedAt: string;
	recordedBy: Required<Named>;
	liftedAt: string | null;
	liftedWhy: string;
	/** Null while it holds. */
	liftedBy: Required<Named> | null;
	isLiftedByThemselves: boolean;
};
export type Stay = {
	tenureId: string;
	revision: number;
	companyId: string;
	companyJa: string;
	companyEn: string;
	startedOn: string;
	endedOn: string | null;
	department: string;
	title: string;
	employment: string;
	kind: DepartureKind | null;
	manager: Required<Named> | null;
	managerNumber: string | null;
	isReturn: boolean;
};
export type PersonRecord = Required<Named> & {
	personId: string;
	revision: number;
	presentCompany: string | null;
	email: string | null;
	basis: Basis | null;
	basisOn: string | null;
	basisNote: string | null;
	contactRevision: number;
	doNotContact: boolean;
	stopWhy: 'bounce' | 'complaint' | null;
	stopSince: Date | null;
	isMember: boolean;
	proofAddress: string | null;
	proofUntil: Date | null;
	stays: Stay[];
	notes: Note[];
	tags: string[];
	leftAlone: LeftAlone[];
	merges: Merged[];
};

/**
 * Everything about a person that the desk can change, with the revisions that tell whether somebody else changed it since.
 * The look is written to the audit log. Throws NotFound.
 */
export async function recordOf(actor: Actor, personId: string): Promise<PersonRecord> {
	authorize(actor, 'person.see');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.see', personId);
		return record(db, personId);
	});
}

/** The same beside a person's journey, whose own look is in the audit log already. */
export async function recordBesideJourney(actor: Actor, personId: string): Promise<PersonRecord> {
	authorize(actor, 'person.see');
	return readNetwork(actor, (db) => record(db, personId));
}

async function record(db: Db, personId: string): Promise<PersonRecord> {
	const [person, merges] = [await personRow(db, personId), await mergesOf(db, personId)];
	return { ...person, merges };
}

const asArray = (query: RawBuilder<unknown>) => sql`(
	select coalesce(jsonb_agg(x), '[]')
	from (${query}) x
)`;

const named = (alias: string) => sql`jsonb_build_object(${namePairs(alias)})`;

const notes = asArray(sql`
	select n.note_id as "noteId", n.words, n.written_at as "writtenAt", n.changed_at as "changedAt", n.revision,
		${named('a')} as author
	from person_note n
	join person a on a.network_id = n.network_id
		and a.person_id = n.author_id
	where n.person_id = p.person_id
	order by n.note_id desc
	limit 500
`);

const leftAlone = asArray(sql`
	select l.way, l.words, l.said_on as "saidOn", l.recorded_at as "recordedAt", ${named('r')} as "recordedBy",
		l.lifted_at as "liftedAt", l.lifted_why as "liftedWhy",
		case when e.person_id is not null then ${named('e')} end as "liftedBy",
		coalesce(l.lifted_by = l.person_id, false) as "isLiftedByThemselves"
	from left_alone l
	join person r on r.person_id = l.recorded_by
	left join person e on e.person_id = l.lifted_by
	where l.person_id = p.person_id
	order by l.recorded_at desc
	limit 20
`);

const stays = asArray(sql`
	select t.tenure_id as "tenureId", t.revision, t.company_id as "companyId",
		c.name_ja as "companyJa", c.name_en as "companyEn",
		t.started_on as "startedOn", t.ended_on as "endedOn", t.department, t.title, t.employment, d.kind,
		case when b.person_id is not null then ${named('b')} end as manager,
		(
			select n.number
			from employee_number n
			where n.company_id = t.company_id
				and n.person_id = t.manager_id
			order by n.number
			limit 1
		) as "managerNumber",
		exists (select from rehire r where r.tenure_id = t.tenure_id) as "isReturn"
	from tenure t
	join company c on c.company_id = t.company_id
	left join departure d on d.tenure_id = t.tenure_id
	left join person b on b.person_id = t.manager_id
	where t.person_id = p.person_id
	order by t.started_on, t.tenure_id
`);

async function personRow(db: Db, personId: string): Promise<Omit<PersonRecord, 'merges'>> {
	const { rows } = await sql<PersonRecord>`
		select
			p.person_id, p.revision, ${nameColumns('p')},
			case when coalesce(f.present_for, '') <> 'nobody' then p.present_company end as present_company,
			c.email, c.basis, c.basis_on, c.basis_note,
			coalesce(c.revision, 0) as contact_revision,
			coalesce(c.do_not_contact, false) as do_not_contact,
			s.why as stop_why, s.since as stop_since,
			exists (select from membership mb where mb.person_id = p.person_id) as is_member,
			a.address as proof_address, a.expires_at as proof_until,
			${stays} as stays,
			${notes} as notes,
			array(select g.tag from person_tag g where g.person_id = p.person_id order by g.tag) as tags,
			${leftAlone} as left_alone
		from person p
		left join contact c using (network_id, person_id)
		left join profile f using (network_id, person_id)
		left join mail_stop s on s.network_id = p.network_id
			and s.address = c.email
		left join address_proof a on a.network_id = p.network_id
			and a.person_id = p.person_id
			and a.proved_at is null
			and a.expires_at > now()
		where p.person_id = ${personId}
			and p.removed_at is null
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such person');
	return rows[0];
}
