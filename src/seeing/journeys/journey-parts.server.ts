import { sql, type RawBuilder } from 'kysely';
import { namePairs } from '#people/persons/names.server.ts';

// The parts of a journey, as JSON. Their keys and columns are named as `Journey` names them.

type Part = RawBuilder<unknown>;

const asArray = (query: Part): Part => sql`(
	select coalesce(jsonb_agg(x), '[]')
	from (${query}) x
)`;

export const personShown = (personId: string): Part => sql`(
	select jsonb_build_object(
		'personId', p.person_id,
		${namePairs('p')},
		'presentCompany', case when coalesce(f.present_for, '') <> 'nobody' then p.present_company end,
		'email', c.email,
		'basis', c.basis,
		'doNotContact', c.do_not_contact,
		'joinedAt', mb.joined_at,
		'roles', mb.roles
	)
	from person p
	left join contact c using (network_id, person_id)
	left join membership mb using (network_id, person_id)
	left join profile f using (network_id, person_id)
	where p.person_id = ${personId}
)`;

export const tenuresShown = (personId: string): Part =>
	asArray(sql`
		select t.tenure_id as "tenureId",
			c.name_ja as "companyJa", c.name_en as "companyEn",
			t.started_on as "startedOn", t.ended_on as "endedOn",
			t.department, t.title,
			b.family_name as "managerFamily", b.given_name as "managerGiven"
		from tenure t
		join company c on c.company_id = t.company_id
		left join person b on b.person_id = t.manager_id
		where t.person_id = ${personId}
		order by t.started_on
	`);

export const standingsShown = (personId: string): Part =>
	asArray(sql`
		select quadrant, said_at as "saidAt", would_change as "wouldChange"
		from standing
		where person_id = ${personId}
		order by said_at desc
		limit 20
	`);

const stepsAtMost = 200;

/** Every touchpoint but plain visits, the latest first, with the shares that it has in a return. */
export const stepsShown = (personId: string): Part =>
	asArray(sql`
		select t.happened_at as at, t.touchpoint_id as "touchpointId", t.kind, ch.title,
			(
				select coalesce(jsonb_agg(jsonb_build_object('rule', a.rule, 'share', a.share)), '[]')
				from attribution a
				where a.touchpoint_id = t.touchpoint_id
					and a.happened_at = t.happened_at
			) as shares
		from touchpoint t
		left join change ch on ch.change_id = t.subject_id
		where t.person_id = ${personId}
			and t.kind <> 'visited'
		order by t.happened_at desc
		limit ${stepsAtMost}
	`);

const sharesOfRehire = sql`(
	select coalesce(
		jsonb_agg(
			jsonb_build_object('rule', a.rule, 'share', a.share, 'kind', t.kind, 'at', t.happened_at)
			order by a.rule, a.share desc
		),
		'[]'
	)
	from attribution a
	join touchpoint t on t.happened_at = a.happened_at
		and t.touchpoint_id = a.touchpoint_id
	where a.rehire_id = r.rehire_id
)`;

export const rehiresShown = (personId: string): Part =>
	asArray(sql`
		select r.rehire_id as "rehireId", r.returned_on as "returnedOn",
			c.name_ja as "companyJa", c.name_en as "companyEn",
			${sharesOfRehire} as shares
		from rehire r
		join company c on c.company_id = r.company_id
		where r.person_id = ${personId}
		order by r.returned_on
	`);
