import { sql, type RawBuilder } from 'kysely';
import { restrictedReasons } from '#people/departures/reason.ts';
import { agreesTo } from './agreeing.server.ts';

/** What the conditions below need to know of a change `c`. */
const ofChange = sql`c.change_id, c.company_id, c.since, c.employments, c.parts`;

/** Every reason that a change answers: a reason for leaving (weight 1), or what would have to change (weight 2). */
const eitherReason = sql`(
	select ${ofChange}, c.status, r.tenure_id, r.code, 1::smallint as weight, r.view
	from change c
	join departure_reason r on r.code = any (c.reasons)
	union all
	select ${ofChange}, c.status, u.tenure_id, u.code, 2::smallint, null
	from change c
	join unlock u on u.code = any (c.reasons)
) x`;

/** The departure `d` that goes with each reason `x`: before the change, of someone who has not come back. */
const tiedTo = (reasons: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	${reasons}
	join departure d on d.tenure_id = x.tenure_id
		and d.is_latest
		and (x.view is null or x.view = d.counting_view)
		and d.left_on <= x.since
		and d.left_on <= (select network_today())
	where x.code <> all (${[...restrictedReasons]}::text[])
		and not exists (
			select
			from tenure open
			where open.person_id = d.person_id
				and open.ended_on is null
		)
`;

/**
 * What ties people to changes. Either a change answers a reason over which someone left, by the view that counts
 * (weight 1), or it answers what they said keeps them from returning (weight 2). They left before the change began, and
 * have not come back. Restricted reasons tie nobody (rule 7).
 *
 * This is a FROM … WHERE over the tie `x` and the departure `d`; more conditions can follow with `and`. A condition on
 * x.change_id or on x.tenure_id narrows it. Tenures are read only where a change is not for everyone.
 */
export const ties: RawBuilder<unknown> = tiedTo(eitherReason);

/**
 * The same ties, of one change to many people at once. `gathered` is a CTE that reads them from the index on reasons
 * first. So the planner knows how many there are, and looks up each departure by its key. `from` (exclusive) and
 * `through` (inclusive) bound the tenures.
 */
export function tiesOf({
	changeId,
	reasons,
	from,
	through
}: {
	changeId: string;
	reasons: readonly string[];
	from: string;
	through: string;
}): { gathered: RawBuilder<unknown>; ties: RawBuilder<unknown> } {
	const within = sql`
		code = any (${[...reasons]}::text[])
			and tenure_id > ${from}::uuid
			and tenure_id <= ${through}::uuid
	`;
	const gathered = sql`
		tie as materialized (
			select tenure_id, code, 1::smallint as weight, view
			from departure_reason
			where ${within}
			union all
			select tenure_id, code, 2::smallint, null
			from unlock
			where ${within}
		),
	`;
	const ofThisChange = sql`(
		select ${ofChange}, tie.*
		from tie, change c
		where c.change_id = ${changeId}::uuid
	) x`;
	return { gathered, ties: tiedTo(ofThisChange) };
}

const leaver = sql`d.person_id`;

/** A condition on a tie: the change holds for the company that they left, or they agreed to sharing within the group. */
export const ofCompany: RawBuilder<boolean> = sql`(
	x.company_id is null
	or exists (
		select
		from tenure t
		where t.tenure_id = d.tenure_id
			and t.company_id = x.company_id
	)
	or ${agreesTo('group_sharing', leaver)}
)`;

/**
 * A condition on a tie: the change is meant for their kind of employment, and for their department or title.
 * What is not known about them excludes nobody.
 */
export const inAudience: RawBuilder<boolean> = sql`(
	(x.employments = '{}' and x.parts = '{}')
	or exists (
		select
		from tenure t
		where t.tenure_id = d.tenure_id
			and (x.employments = '{}' or t.employment = '' or t.employment = any (x.employments))
			and (x.parts = '{}' or t.department || t.title = '' or exists (
				select
				from unnest(x.parts) part
				where strpos(t.department || ' ' || t.title, part) > 0
			))
	)
)`;

/** A condition on a tie: they may be shown the match, as members who agree to the network. */
export const agreeing: RawBuilder<boolean> = sql`(
	exists (select from membership mb where mb.person_id = d.person_id)
	and ${agreesTo('network', leaver)}
)`;

/** A condition on a tie: they agreed to mail about returning, and may be written to. */
export const mailable: RawBuilder<boolean> = sql`(
	${agreesTo('return_mail', leaver)}
	and exists (
		select
		from contact k
		where k.person_id = d.person_id
			and k.basis is not null
			and not k.do_not_contact
	)
)`;

/** The conditions that make a match of a tie. */
export const concerns: RawBuilder<boolean> = sql`(${ofCompany} and ${inAudience} and ${agreeing})`;

/** The ties that are matches, as a FROM … WHERE. */
export const concerned: RawBuilder<unknown> = sql`${ties} and ${concerns}`;
