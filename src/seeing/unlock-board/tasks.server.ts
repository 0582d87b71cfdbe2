import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';

/**
 * Counts anew which reasons hold registered alumni back: the reasons over which they left, by the view that counts, and
 * the reasons that they said would have to change. Also counts who waits to be told of an opening that answers a
 * reason. Restricted reasons are not counted.
 */
export async function rollUpUnlocks({ networkId }: InNetwork): Promise<void> {
	const codes = sql`${answerableReasons.map((reason) => reason.code)}::text[]`;
	await inNetwork({ networkId }, async (db) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`unlocks:${networkId}`}, 0))`.execute(db);
		await sql`delete from unlock_tally`.execute(db);
		await sql`
			insert into unlock_tally (network_id, code, quadrant, people, would_return, heard)
			select ${networkId}::uuid, code, quadrant, count(*),
				count(*) filter (where said and wants = 'yes'),
				count(*) filter (where heard)
			from (${heldBack(codes)}) held
			group by code, quadrant
		`.execute(db);
		await sql`
			insert into unlock_tally (network_id, code, quadrant, people, would_return, heard, wished)
			select ${networkId}::uuid, code, coalesce(s.quadrant, 'unknown'), 0, 0, 0, count(distinct w.person_id)
			from opening_wish w
			cross join unnest(w.reasons) code
			join membership mb on mb.person_id = w.person_id
				and ${memberIsAlumnus('mb')}
			left join standing s on s.person_id = w.person_id
				and s.is_current
			where code = any (${codes})
			group by 2, 3
			on conflict (network_id, code, quadrant) do update
			set wished = excluded.wished
		`.execute(db);
	});
}

/**
 * Each alumnus with each reason that holds them back: whether they said it themselves, where they stand, and whether
 * they have heard of a change that answers it.
 */
const heldBack = (codes: RawBuilder<unknown>) => sql`
	select d.person_id, x.code, bool_or(x.said) as said,
		coalesce(s.quadrant, 'unknown') as quadrant,
		coalesce(s.wants_to_return, 'unknown') as wants,
		exists (
			select
			from match m
			where m.person_id = d.person_id
				and m.reason = x.code
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
	join membership mb on mb.person_id = d.person_id
		and ${memberIsAlumnus('mb')}
	left join standing s on s.person_id = d.person_id
		and s.is_current
	where x.code = any (${codes})
	group by d.person_id, x.code, s.quadrant, s.wants_to_return
`;
