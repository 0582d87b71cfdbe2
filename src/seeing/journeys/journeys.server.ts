import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsColleague } from '#access/policy/roles.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import type { TouchpointKind } from '#people/touchpoints/touchpoint.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { withoutUnseen } from '#platform/text/clean.ts';
import type { ShareShown } from '#seeing/attribution/attribution.server.ts';
import {
	personShown,
	rehiresShown,
	standingsShown,
	stepsShown,
	tenuresShown
} from './journey-parts.server.ts';

export type Step = {
	at: string;
	touchpointId: string;
	kind: TouchpointKind;
	title: string | null;
	shares: { rule: string; share: number }[];
};
export type TenureRow = {
	tenureId: string;
	companyJa: string;
	companyEn: string;
	startedOn: string;
	endedOn: string | null;
	department: string;
	title: string;
	managerFamily: string | null;
	managerGiven: string | null;
};
export type Journey = {
	person: Named & {
		personId: string;
		presentCompany: string | null;
		email: string | null;
		basis: string | null;
		doNotContact: boolean | null;
		joinedAt: string | null;
		roles: string[] | null;
	};
	tenures: TenureRow[];
	standings: { quadrant: Quadrant; saidAt: string; wouldChange: string[] }[];
	steps: Step[];
	visits: number;
	rehires: {
		rehireId: string;
		returnedOn: string;
		companyJa: string;
		companyEn: string;
		shares: ShareShown[];
	}[];
};

/**
 * One person at the desk, from first joining to coming back: their tenures, standings and touchpoints, and what a
 * return is attributed to. Plain visits are counted only. The look is written to the audit log. Throws NotFound.
 */
export async function journeyOf(actor: Actor, personId: string): Promise<Journey> {
	authorize(actor, 'person.see');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.see', personId);
		const { rows } = await sql<Journey>`
			select ${personShown(personId)} as person,
				${tenuresShown(personId)} as tenures,
				${standingsShown(personId)} as standings,
				${visitsOf(personId)} as visits,
				${stepsShown(personId)} as steps,
				${rehiresShown(personId)} as rehires
		`.execute(db);
		const journey = rows[0];
		if (!journey?.person) throw new NotFound('No such person');
		return journey;
	});
}

const visitsOf = (personId: string) => sql`(
	select count(*)::int
	from touchpoint
	where person_id = ${personId}
		and kind = 'visited'
)`;

export type Found = Named & {
	personId: string;
	department: string | null;
	leftOn: string | null;
	isMember: boolean;
	isEmployed: boolean;
	email: string | null;
	tags: string[];
};
export const peopleAtOnce = 50;

/**
 * The people whom the desk looks for by name, kana, address, department or tag; everyone where `wanted` is empty. With
 * `tag`, only those who have it. A page at a time; `after` is the id of the last one on the page before.
 */
export async function findPeople(actor: Actor, said: string, after?: string, tag?: string): Promise<Found[]> {
	authorize(actor, 'person.see');
	const wanted = withoutUnseen(said);
	const like = `%${wanted.replace(/[\\%_]/g, '\\$&').replace(/\s+/g, '')}%`;
	const last = sql`${after ?? null}::uuid`;
	const { rows } = await readNetwork(actor, (db) =>
		sql<Found>`
			select p.person_id, ${nameColumns('p')}, t.department, t.ended_on as left_on, c.email,
				mb.person_id is not null as is_member,
				(t.tenure_id is not null and t.ended_on is null)
					or coalesce(${memberIsColleague('mb')}, false) as is_employed,
				array(select g.tag from person_tag g where g.person_id = p.person_id order by g.tag) as tags
			from person p
			left join contact c using (network_id, person_id)
			left join membership mb using (network_id, person_id)
			left join lateral (
				select tenure_id, department, ended_on
				from tenure t
				where t.person_id = p.person_id
				order by started_on desc
				limit 1
			) t on true
			where (${last} is null or p.person_id > ${last})
				and p.removed_at is null
				and (${tag ?? null}::text is null or ${hasTag(sql`g.tag = ${tag ?? null}`)})
				and (
					${wanted} = ''
					or p.family_name || p.given_name ilike ${like}
					or p.family_kana || p.given_kana ilike ${like}
					or c.email ilike ${like}
					or replace(t.department, ' ', '') ilike ${like}
					or ${hasTag(sql`replace(g.tag, ' ', '') ilike ${like}`)}
				)
			order by p.person_id
			limit ${peopleAtOnce}
		`.execute(db)
	);
	return rows;
}

const hasTag = (fits: RawBuilder<unknown>) => sql`exists (
	select
	from person_tag g
	where g.person_id = p.person_id
		and ${fits}
)`;
