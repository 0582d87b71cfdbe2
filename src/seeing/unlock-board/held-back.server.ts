import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { answerableReasons, reasonsNoChangeAnswers } from '#people/departures/reason.ts';
import { goesOn } from '#people/tenures/employed.server.ts';

/** SQL: the codes of the reasons that are counted: all but the restricted ones and "I would rather not say". */
export const countedCodes: RawBuilder<unknown> = sql`${[
	...new Set([...answerableReasons.map(({ code }) => code), ...reasonsNoChangeAnswers])
]}::text[]`;

/**
 * SQL: everyone who left and works nowhere in the company now, with each reason that holds them back: the reasons over
 * which they left, by the view that counts, and those that they said would have to change. It says whether they said it
 * themselves, whether they are members, where they stand, and whether they have heard of a change that answers it. With
 * `tenureId` only who left with this stay.
 */
export const heldBack = (
	codes: RawBuilder<unknown>,
	tenureId?: RawBuilder<unknown>
): RawBuilder<unknown> => sql`
	select d.person_id, x.code, d.left_on,
		bool_or(x.said) as said,
		mb.person_id is not null as is_member,
		coalesce(s.quadrant, 'unknown') as quadrant,
		coalesce(s.wants_to_return, 'unknown') as wants,
		exists (
			select
			from match m
			join change c on c.change_id = m.change_id
			where m.person_id = d.person_id
				and x.code = any (c.reasons)
				and (m.mailed_at is not null or m.read_at is not null)
		) as heard
	from (
		select r.tenure_id, r.code, r.view, false as said
		from departure_reason r
		union all
		select u.tenure_id, u.code, null, true
		from unlock u
	) x
	join departure d on d.tenure_id = x.tenure_id
		and d.is_latest
		and (x.view is null or x.view = d.counting_view)
	left join membership mb on mb.person_id = d.person_id
		and ${memberIsAlumnus('mb')}
	left join standing s on s.person_id = d.person_id
		and s.is_current
	where x.code = any (${codes})
		and ${tenureId ? sql`x.tenure_id = ${tenureId}` : sql`true`}
		and (
			mb.person_id is not null
			or not exists (
				select
				from tenure t
				where t.person_id = d.person_id
					and ${goesOn('t')}
			)
		)
	group by d.person_id, x.code, d.left_on, mb.person_id, s.quadrant, s.wants_to_return
`;
