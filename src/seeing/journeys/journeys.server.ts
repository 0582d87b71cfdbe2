import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import type { TouchpointKind } from '#people/touchpoints/touchpoint.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';

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
	person: {
		personId: string;
		familyName: string;
		givenName: string;
		familyKana: string;
		givenKana: string;
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
		shares: { rule: string; share: number; kind: TouchpointKind; at: string }[];
	}[];
};

const stepsShown = 200;

/** One person at the desk, from first joining to coming back: tenures, standings, every touchpoint but plain visits (counted), and what a rehire is attributed to. */
export async function journeyOf(actor: Actor, personId: string): Promise<Journey> {
	authorize(actor, 'person.see');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.see', personId);
		const { rows } = await sql<Journey>`select
			(select to_jsonb(x) from (select p.person_id as "personId", p.family_name as "familyName", p.given_name as "givenName", p.family_kana as "familyKana", p.given_kana as "givenKana", p.present_company as "presentCompany",
				c.email, c.basis, c.do_not_contact as "doNotContact", mb.joined_at as "joinedAt", mb.roles from person p left join contact c using (network_id, person_id) left join membership mb using (network_id, person_id) where p.person_id = ${personId}) x) as person,
			(select coalesce(jsonb_agg(x), '[]') from (select t.tenure_id as "tenureId", c.name_ja as "companyJa", c.name_en as "companyEn", t.started_on as "startedOn", t.ended_on as "endedOn", t.department, t.title, b.family_name as "managerFamily", b.given_name as "managerGiven"
				from tenure t join company c on c.company_id = t.company_id left join person b on b.person_id = t.manager_id where t.person_id = ${personId} order by t.started_on) x) as tenures,
			(select coalesce(jsonb_agg(x), '[]') from (select quadrant, said_at as "saidAt", would_change as "wouldChange" from standing where person_id = ${personId} order by said_at desc limit 20) x) as standings,
			(select count(*)::int from touchpoint where person_id = ${personId} and kind = 'visited') as visits,
			(select coalesce(jsonb_agg(x), '[]') from (select t.happened_at as at, t.touchpoint_id as "touchpointId", t.kind, coalesce(ch.title, null) as title,
				(select coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'share', a.share)), '[]') from attribution a where a.touchpoint_id = t.touchpoint_id and a.happened_at = t.happened_at) as shares
				from touchpoint t left join change ch on ch.change_id = t.subject_id where t.person_id = ${personId} and t.kind <> 'visited' order by t.happened_at desc limit ${stepsShown}) x) as steps,
			(select coalesce(jsonb_agg(x), '[]') from (select r.rehire_id as "rehireId", r.returned_on as "returnedOn", c.name_ja as "companyJa", c.name_en as "companyEn",
				(select coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'share', a.share, 'kind', t.kind, 'at', t.happened_at) order by a.rule, a.share desc), '[]') from attribution a join touchpoint t on t.happened_at = a.happened_at and t.touchpoint_id = a.touchpoint_id where a.rehire_id = r.rehire_id) as shares
				from rehire r join company c on c.company_id = r.company_id where r.person_id = ${personId} order by r.returned_on) x) as rehires`.execute(
			db
		);
		const journey = rows[0];
		if (!journey?.person) throw new NotFound('No such person');
		return journey;
	});
}

export type Found = {
	personId: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	department: string | null;
	leftOn: string | null;
	isMember: boolean;
	isEmployed: boolean;
	email: string | null;
};
export const peopleAtOnce = 50;

/** People at the desk, by name, kana, address or department; paged by id. */
export async function findPeople(actor: Actor, wanted: string, after?: string): Promise<Found[]> {
	authorize(actor, 'person.see');
	const like = `%${wanted.replace(/[\\%_]/g, '\\$&').replace(/\s+/g, '')}%`;
	const { rows } = await readNetwork(actor, (db) =>
		sql<Found>`select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, t.department, t.ended_on as left_on, c.email, mb.person_id is not null as is_member, t.tenure_id is not null and t.ended_on is null as is_employed
			from person p left join contact c using (network_id, person_id) left join membership mb using (network_id, person_id)
			left join lateral (select tenure_id, department, ended_on from tenure t where t.person_id = p.person_id order by started_on desc limit 1) t on true
			where (${after ?? null}::uuid is null or p.person_id > ${after ?? null}::uuid)
				and (${wanted} = '' or p.family_name || p.given_name ilike ${like} or p.family_kana || p.given_kana ilike ${like} or c.email ilike ${like} or replace(t.department, ' ', '') ilike ${like})
			order by p.person_id limit ${peopleAtOnce}`.execute(db)
	);
	return rows;
}
