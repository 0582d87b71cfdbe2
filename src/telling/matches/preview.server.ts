import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { agreeing, inAudience, mailable, ofCompany, ties } from './concerned.server.ts';
import { wasToldLately } from './told-lately.server.ts';

export type Reach = { concerned: number; members: number; mailed: number };
export type Example = Named & {
	personId: string;
	department: string;
	leftOn: string;
	reason: string;
	saidSo: boolean;
	quadrant: string;
	isMember: boolean;
};
export type Preview = Reach & {
	byReason: ({ reason: string } & Reach)[];
	byQuadrant: { quadrant: string; people: number }[];
	/**
	 * People who are tied to the change by a reason and yet left out: they left another company and did not agree to
	 * sharing, or the change is not meant for them, or they had a mail over the same reason in the last 30 days. The
	 * last ones see it without a mail.
	 */
	excluded: { company: number; audience: number; toldLately: number };
	examples: Example[];
};

const examplesShown = 10;

/** `reach` counts people by reason; its row without a reason counts everyone once. */
const overall = sql`filter (where code is null)`;

const byReason = sql`
	coalesce(
		jsonb_agg(
			jsonb_build_object('reason', code, 'concerned', concerned, 'members', members, 'mailed', mailed)
			order by concerned desc
		) filter (where code is not null),
		'[]'
	)
`;

const byQuadrant = sql`(
	select coalesce(jsonb_agg(q), '[]')
	from (
		select quadrant, count(*) as people
		from standing_of
		where is_member
		group by 1
	) q
)`;

const excluded = sql`
	jsonb_build_object(
		'company', (
			select count(distinct person_id)
			from tied
			where not of_company
		),
		'audience', (
			select count(distinct person_id)
			from tied
			where of_company and not in_audience
		),
		'toldLately', (
			select count(*)
			from best b
			where b.gets_mail
				and ${wasToldLately(sql`b.person_id`, sql`b.code`)}
		)
	)
`;

/** The strongest ties first: what people said themselves, then members, then those who left last. */
const examples = sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'personId', p.person_id,
				${namePairs('p')},
				'department', (select t.department from tenure t where t.tenure_id = e.tenure_id),
				'leftOn', e.left_on,
				'reason', e.code,
				'saidSo', e.weight = 2,
				'quadrant', e.quadrant,
				'isMember', e.is_member
			)
			order by e.weight desc, e.is_member desc, e.left_on desc
		),
		'[]'
	)
	from (
		select *
		from standing_of
		order by weight desc, is_member desc, left_on desc
		limit ${examplesShown}
	) e
	join person p using (person_id)
)`;

/**
 * What publishing a change would do: how many people it concerns and why, how many of them see it and get a mail, who
 * is left out, and ten of those it concerns. The look is written to the audit log.
 */
export async function previewOf(actor: Actor, changeId: string): Promise<Preview> {
	authorize(actor, 'change.write');
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<Preview>`
			with tied as materialized (
				select d.person_id, d.tenure_id, d.left_on, x.code, x.weight,
					${ofCompany} as of_company,
					${inAudience} as in_audience,
					${agreeing} as is_member,
					${mailable} as is_mailed
				from ${ties}
					and x.change_id = ${changeId}
			),
			concerned as (
				select *, is_member and is_mailed as gets_mail
				from tied
				where of_company and in_audience
			),
			reach as (
				select code,
					count(distinct person_id) as concerned,
					count(distinct person_id) filter (where is_member) as members,
					count(distinct person_id) filter (where gets_mail) as mailed
				from concerned
				group by rollup (code)
			),
			best as (
				select distinct on (person_id) *
				from concerned
				order by person_id, weight desc, code
			),
			standing_of as (
				select b.*, coalesce(s.quadrant, 'unknown') as quadrant
				from best b
				left join standing s on s.person_id = b.person_id
					and s.is_current
			)
			select coalesce(max(concerned) ${overall}, 0)::int as concerned,
				coalesce(max(members) ${overall}, 0)::int as members,
				coalesce(max(mailed) ${overall}, 0)::int as mailed,
				${byReason} as by_reason,
				${byQuadrant} as by_quadrant,
				${excluded} as excluded,
				${examples} as examples
			from reach
		`.execute(db);
		await writeAudit(db, actor, 'change.preview', changeId);
		return rows[0]!;
	});
}
