import { sql, type RawBuilder } from 'kysely';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { InviteState } from './choice.ts';
import { leavers } from './leavers.server.ts';

/** Leavers who stand in one way to being invited: so many, and whether there are more, who are not counted. */
export type LeaverCount = { count: number; isMore: boolean };

/** How many stand in each way, and in which of them are more, who are not counted. */
export type CountedBy<K extends string> = Record<K, number> & { more: K[] };

/** The counts as pages show them. */
export function countsOf<K extends string>(counted: Record<K, LeaverCount>): CountedBy<K> {
	const all = Object.entries(counted) as [K, LeaverCount][];
	return {
		...(Object.fromEntries(all.map(([key, { count }]) => [key, count])) as Record<K, number>),
		more: all.filter(([, { isMore }]) => isMore).map(([key]) => key)
	};
}

/** So many are counted. */
const countedAtMost = 1000;
/** Among so many they are looked for: the index has those first whose turn it is. */
const lookedAtMost = 5000;

/** A row that is about to be made anew may belong to someone for whom a basis was just recorded. */
const withoutBasis = sql`
	select r.person_id, r.left_on
	from directory.person_row r
	where r.to_invite = 'without_basis'
		and r.person_id not in (
			select s.person_id
			from directory.person_row_stale s
		)
	order by r.left_on, r.person_id
	limit ${lookedAtMost}
`;

const invitedLongAgo = sql`
	select r.person_id
	from directory.person_row r
	where r.to_invite = 'with_basis'
	order by r.invited_at, r.person_id
	limit ${lookedAtMost}
`;

const invitedLast = sql`
	(
		select i.person_id
		from invitation i
		where i.sent_at is null
		limit ${lookedAtMost}
	)
	union
	(
		select r.person_id
		from directory.person_row r
		where r.to_invite = 'with_basis'
			and r.invited_at > '-infinity'
		order by r.invited_at desc, r.person_id desc
		limit ${lookedAtMost}
	)
`;

const leftAlone = sql`
	select c.person_id
	from contact c
	where c.do_not_contact
	limit ${lookedAtMost}
`;

const refusing = sql`
	select c.person_id
	from mail_stop s
	join contact c on c.email = s.address
	limit ${lookedAtMost}
`;

/** SQL: how many of those who are looked at stand in this way, as a LeaverCount. */
const counted = (
	state: InviteState,
	lookedAt: RawBuilder<unknown>
): RawBuilder<LeaverCount> => sql<LeaverCount>`(
	with looked as materialized (${lookedAt})
	select jsonb_build_object(
		'count', least(count(*), ${countedAtMost}::int),
		'isMore', count(*) > ${countedAtMost}::int or (select count(*) from looked) >= ${lookedAtMost}::int
	)
	from (
		select
		from looked
		join ${leavers} l on l.person_id = looked.person_id
		where l.state = ${state}
		limit ${countedAtMost + 1}
	) found
)`;

/** SQL: the leavers who can be invited, those on whom no basis is recorded, and those invited lately, each a LeaverCount. */
export const readyCounted = counted('ready', invitedLongAgo);
export const withoutBasisCounted = counted('no_basis', withoutBasis);
export const latelyCounted = counted('lately', invitedLast);

/** Of more leavers than this the page that makes a wave counts no more than the page that leads there. */
const exactlyCounted = 10_000;

/** Are there so many leavers who have no account that nobody would wait until all of them are counted? */
export async function areVeryMany(db: Db): Promise<boolean> {
	const first = (way: 'with_basis' | 'without_basis') => sql`(
		select
		from directory.person_row r
		where r.to_invite = ${sql.lit(way)}
		limit ${sql.lit(exactlyCounted + 1)}
	)`;
	const { rows } = await sql<{ areMany: boolean }>`
		select count(*) > ${exactlyCounted}::int as are_many
		from (${first('with_basis')} union all ${first('without_basis')}) looked
	`.execute(db);
	return rows[0]!.areMany;
}

/** How many leavers stand in each way, where they are very many. */
export async function countVeryMany(db: Db): Promise<CountedBy<InviteState>> {
	const { rows } = await sql<{ counts: Record<InviteState, LeaverCount> }>`
		select jsonb_build_object(
			'ready', ${readyCounted},
			'lately', ${latelyCounted},
			'no_basis', ${withoutBasisCounted},
			'opted_out', ${counted('opted_out', leftAlone)},
			'refuses', ${counted('refuses', refusing)}
		) as counts
	`.execute(db);
	return countsOf<InviteState>(rows[0]!.counts);
}

/** SQL: leavers without an address, a LeaverCount. */
export const withoutAddressCounted = sql<LeaverCount>`(
	select jsonb_build_object(
		'count', least(count(*), ${countedAtMost}::int),
		'isMore', count(*) > ${countedAtMost}::int
	)
	from (
		select
		from directory.person_row r
		join departure d on d.person_id = r.person_id
			and d.is_latest
		where r.state = 'no_address'
		limit ${countedAtMost + 1}
	) found
)`;

/** So many members are counted. Where there are more, they are as many as last night. */
const membersCounted = 10_000;

/** SQL: how many alumni are members. */
export const alumniCounted = sql<number>`(
	select case
		when live.people <= ${membersCounted}::int then live.people
		else coalesce(
			(
				select a.members
				from active_day a
				order by a.day desc
				limit 1
			),
			live.people
		)
	end
	from (
		select count(*)::int as people
		from (
			select
			from membership
			where ${memberIsAlumnus('membership')}
			limit ${membersCounted + 1}
		) counted
	) live
)`;

/** SQL: the day on which the first of those left on whom no basis is recorded. */
export const firstWithoutBasis = sql`(
	select first.left_on::timestamptz
	from (${withoutBasis}) r
	cross join lateral (
		select l.left_on
		from ${leavers} l
		where l.person_id = r.person_id
			and l.state = 'no_basis'
		limit 1
	) first
	order by r.left_on, r.person_id
	limit 1
)`;
