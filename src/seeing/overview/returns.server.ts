import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import type { SaidKind } from '#returning/rehires/rehire.ts';
import { leadingKinds } from '#seeing/attribution/attribution.ts';
import type { Db } from '#platform/database/network.server.ts';
import { contactDays, oftenFrom, stays, type Way } from './measures.ts';

/** Under which way a touchpoint counts that led someone back. */
const wayOfKind: Record<(typeof leadingKinds)[number], Way> = {
	told: 'network',
	match_read: 'network',
	letter_read: 'network',
	story_read: 'network',
	posted: 'network',
	commented: 'network',
	event_came: 'network',
	wrote_desk: 'network',
	called: 'outreach',
	talk_booked: 'talk',
	applied: 'opening'
};

/** Under which way counts what someone says brought them back. */
const wayOfSaid: Record<SaidKind, Way> = {
	change: 'network',
	letter: 'network',
	story: 'network',
	people: 'network',
	called: 'outreach',
	talk: 'talk',
	opening: 'opening',
	own_life: 'other',
	other: 'other'
};

const wayOf = (map: Record<string, Way>, key: RawBuilder<unknown>) =>
	sql`(${JSON.stringify(map)}::jsonb ->> ${key})`;

/** Those who came back, with their latest return. */
const latestReturns = sql`
	select distinct on (r.person_id) r.rehire_id, r.person_id, r.returned_on, t.ended_on
	from rehire r
	join departure d on d.person_id = r.person_id
		and d.is_latest
	join person p on p.person_id = r.person_id
		and p.removed_at is null
	left join tenure t on t.tenure_id = r.tenure_id
	order by r.person_id, r.returned_on desc
`;

const sharesByRule = sql`
	select a.rehire_id, a.rule, ${wayOf(wayOfKind, sql`t.kind`)} as way, a.share
	from attribution a
	join touchpoint t on t.happened_at = a.happened_at
		and t.touchpoint_id = a.touchpoint_id
	union all
	select rehire_id, 'said', ${wayOf(wayOfSaid, sql`what`)}, 1.0 / count(*) over (partition by rehire_id)
	from rehire_said
`;

/**
 * Sums through what people came back, by each rule. Each who came back counts one in all, divided among the ways by the
 * rule's shares; what no share accounts for is not known. `people` are those with a share in it.
 */
export async function sumWays(db: Db, networkId: string): Promise<void> {
	await sql`
		with back as (${latestReturns}),
			shares as (
				select s.rule, s.way, s.rehire_id, sum(s.share) as share
				from (${sharesByRule}) s
				join back using (rehire_id)
				group by 1, 2, 3
			),
			rest as (
				select rule, 'not_known' as way, b.rehire_id,
					1 - coalesce((select sum(s.share) from shares s where s.rule = r.rule and s.rehire_id = b.rehire_id), 0) as share
				from back b
				cross join unnest(array['first', 'last', 'assisted', 'said']) as r (rule)
			)
		insert into overview_figure (network_id, board, row_key, column_key, people, figure)
		select ${networkId}::uuid, 'ways', rule, way, count(*), sum(share)
		from (select * from shares union all select * from rest where share > 0.0005) s
		group by rule, way
	`.execute(db);
}

/** Counts who is still there so many months after their return, of those whose return is so long ago. */
export async function countStays(db: Db, networkId: string): Promise<void> {
	const stay = (months: number) => sql`
		select 'stayed_' || ${months}::int, 'rehires',
			case
				when ended_on < (returned_on + make_interval(months => ${months}::int))::date then 'gone'
				else 'stayed'
			end
		from back
		where (returned_on + make_interval(months => ${months}::int))::date <= (select network_today())
	`;
	await sql`
		with back as (${latestReturns})
		insert into overview_figure (network_id, board, row_key, column_key, people)
		select ${networkId}::uuid, board, row_key, column_key, count(*)
		from (${sql.join(stays.map(stay), sql` union all `)}) s (board, row_key, column_key)
		group by 1, 2, 3, 4
	`.execute(db);
}

/** Counts how often alumni and the network were in touch lately, against whether they wish to return. */
export async function countContacts(db: Db, networkId: string): Promise<void> {
	await sql`
		with touched as (
			select person_id, count(*) as times
			from touchpoint
			where kind = any (${[...leadingKinds]}::text[])
				and happened_at > now() - make_interval(days => ${contactDays}::int)
			group by person_id
		)
		insert into overview_figure (network_id, board, row_key, column_key, people)
		select ${networkId}::uuid, 'contact',
			case
				when coalesce(x.times, 0) = 0 then 'none'
				when x.times < ${oftenFrom}::int then 'some'
				else 'often'
			end,
			case
				when s.quadrant in ('ready', 'tied') then 'yes'
				when s.quadrant in ('hesitant', 'distant') then 'no'
				else 'unknown'
			end,
			count(*)
		from membership mb
		join departure d on d.person_id = mb.person_id
			and d.is_latest
		left join standing s on s.person_id = mb.person_id
			and s.is_current
		left join touched x on x.person_id = mb.person_id
		where ${memberIsAlumnus('mb')}
		group by 3, 4
	`.execute(db);
}
