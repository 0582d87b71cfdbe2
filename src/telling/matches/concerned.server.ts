import { sql, type RawBuilder } from 'kysely';
import { restrictedReasons } from '#people/departures/reason.ts';

const either = sql`(
		select c.change_id, c.company_id, c.since, c.employments, c.parts, c.status, r.tenure_id, r.code, 1::smallint as weight, r.view
			from change c join departure_reason r on r.code = any (c.reasons)
		union all select c.change_id, c.company_id, c.since, c.employments, c.parts, c.status, u.tenure_id, u.code, 2::smallint, null
			from change c join unlock u on u.code = any (c.reasons)) x`;

const tiedTo = (
	x: RawBuilder<unknown>
): RawBuilder<unknown> => sql`${x} join departure d on d.tenure_id = x.tenure_id and d.is_latest and (x.view is null or x.view = d.counting_view) and d.left_on <= x.since and d.left_on <= current_date
	where x.code <> all (${[...restrictedReasons]}::text[]) and not exists (select from tenure open where open.person_id = d.person_id and open.ended_on is null)`;

/**
 * What ties people to changes: a reason that a change answers, over which someone left by the word that counts (weight 1), or which they said keeps them from
 * returning (weight 2). They left before it began and have not come back. Reasons marked restricted tie nobody (rule 7). As a FROM … WHERE over tie `x` and
 * departure `d`; a condition on x.change_id or x.tenure_id narrows both ways. Tenures are looked at only where a change is not for everyone.
 */
export const ties: RawBuilder<unknown> = tiedTo(either);

/** The same ties of one change to many at once: gathered first from the index on reasons, as values, so that the planner knows how many there are and each departure is looked up by its key. */
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
	const within = sql`code = any (${[...reasons]}::text[]) and tenure_id > ${from}::uuid and tenure_id <= ${through}::uuid`;
	return {
		gathered: sql`tie as materialized (select tenure_id, code, 1::smallint as weight, view from departure_reason where ${within} union all select tenure_id, code, 2::smallint, null from unlock where ${within}),`,
		ties: tiedTo(
			sql`(select c.change_id, c.company_id, c.since, c.employments, c.parts, tie.* from tie, change c where c.change_id = ${changeId}::uuid) x`
		)
	};
}

/** …where it holds for the company they left, or they agreed to sharing within the group. */
export const ofCompany: RawBuilder<boolean> = sql`(x.company_id is null or exists (select from tenure t where t.tenure_id = d.tenure_id and t.company_id = x.company_id)
	or exists (select from consent g where g.person_id = d.person_id and g.purpose = 'group_sharing' and g.withdrawn_at is null))`;

/** …where it is meant for such as them: their kind of employment, and their department or title. What is not known of them excludes nobody. */
export const inAudience: RawBuilder<boolean> = sql`((x.employments = '{}' and x.parts = '{}') or exists (select from tenure t where t.tenure_id = d.tenure_id
	and (x.employments = '{}' or t.employment = '' or t.employment = any (x.employments))
	and (x.parts = '{}' or t.department || t.title = '' or exists (select from unnest(x.parts) part where strpos(t.department || ' ' || t.title, part) > 0))))`;

/** …and who may be shown the match: members who agree to the network. */
export const agreeing: RawBuilder<boolean> = sql`(exists (select from membership mb where mb.person_id = d.person_id)
	and exists (select from consent n where n.person_id = d.person_id and n.purpose = 'network' and n.withdrawn_at is null))`;

/** …and of those, who agreed to be written to about it. */
export const mailable: RawBuilder<boolean> = sql`(exists (select from consent n where n.person_id = d.person_id and n.purpose = 'return_mail' and n.withdrawn_at is null)
	and exists (select from contact k where k.person_id = d.person_id and k.basis is not null and not k.do_not_contact))`;

/** What makes a match of a tie. */
export const concerns: RawBuilder<boolean> = sql`(${ofCompany} and ${inAudience} and ${agreeing})`;

/** All of it: the tie that makes a match. */
export const concerned: RawBuilder<unknown> = sql`${ties} and ${concerns}`;
