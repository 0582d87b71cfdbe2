import { sql } from 'kysely';
import { isOpenToLetIn } from '#access/policy/letting-in.server.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { commentsFor } from '#gathering/comments/count.server.ts';
import { readsByBeingIn } from '#gathering/posts/openness.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns, namePairs } from '#people/persons/names.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { DigestOf } from './digest.ts';

type Row = DigestOf & { personId: string };

/**
 * What a week brought for each of these people: at most three posts of alumni, those of their groups and former department
 * first, then those with the most comments and reactions; who of their department joined; the next events. One statement,
 * however many people.
 */
export async function digestsFor(db: Db, people: readonly string[]): Promise<Map<string, DigestOf>> {
	const { rows } = await sql<Row>`
		with fresh as materialized (${postsOfTheWeek}),
		arrived as materialized (${arrivalsOfTheWeek}),
		soon as materialized (${eventsToCome})
		select who.person_id, soon.events,
			coalesce(posts.list, '[]') as posts,
			coalesce(arrivals.list, '[]') as arrivals,
			coalesce(arrivals.n, 0)::int as arrival_count
		from unnest(${[...people]}::uuid[]) who(person_id)
		cross join soon
		cross join lateral (
			select
				array(
					select t.department
					from tenure t
					where t.person_id = who.person_id
						and t.department <> ''
				) as departments,
				(select m.let_in_as from membership m where m.person_id = who.person_id) as let_in_as,
				array(
					select gm.group_id
					from group_member gm
					where gm.person_id = who.person_id
						and gm.state = 'in'
				) as groups
		) mine
		left join lateral (${bestPosts}) posts on true
		left join lateral (${arrivalsOfMyDepartments}) arrivals on true
	`.execute(db);
	return new Map(
		rows.map(({ personId, posts, arrivals, arrivalCount, events }) => [
			personId,
			{ posts, arrivals, arrivalCount, events }
		])
	);
}

const postsOfTheWeek = sql`
	select post.post_id, post.author_id, post.words, post.html, post.comments, post.open_to, post.posted_at,
		post.group_id, g.name as group_name, g.kind as group_kind,
		${nameColumns('a')},
		(
			select coalesce(sum(n::int), 0)
			from jsonb_each_text(post.reactions) x(sign, n)
		) + 2 * post.comments as warmth,
		array(
			select t.department
			from tenure t
			where t.person_id = post.author_id
				and t.department <> ''
		) as departments
	from post
	join person a on a.person_id = post.author_id
	left join profile f on f.person_id = post.author_id
	left join "group" g on g.group_id = post.group_id
	where post.post_id > uuidv7_floor(now() - interval '7 days')
		and post.kind = 'person'
		and post.hidden_at is null
		and post.words <> ''
	order by warmth desc, post.post_id desc
	limit 300`;

const arrivalsOfTheWeek = sql`
	select m.person_id, ${nameColumns('p')}, t.department, t.company_id,
		coalesce(f.career_for, 'everyone') as career_for
	from membership m
	join person p using (network_id, person_id)
	join tenure t using (network_id, person_id)
	left join profile f using (network_id, person_id)
	where m.joined_at > now() - interval '7 days'
		and ${memberIsAlumnus('m')}
		and t.department <> ''
		and coalesce(f.is_listed, true)
		and coalesce(f.career_for, 'everyone') in ('everyone', 'alumni', 'teams')
	limit 2000`;

const eventsToCome = sql`
	select coalesce(jsonb_agg(e order by e."startsAt"), '[]') as events
	from (
		select event_id as "eventId", title, starts_at as "startsAt"
		from event
		where group_id is null
			and part_is_on('events')
			and state = 'announced'
			and starts_at between now() and now() + interval '14 days'
		order by starts_at
		limit 3
	) e`;

const inMyGroup = sql`f.group_id = any (mine.groups)`;
const ofMyDepartment = sql`f.departments && mine.departments`;

const bestPosts = sql`
	select jsonb_agg(
		jsonb_build_object(
			'postId', p.post_id, 'words', left(without_apart(p.words, p.html, who.person_id), 140), 'tie', p.tie,
			'groupName', p.group_name, 'comments', ${commentsFor(sql`p.post_id`, sql`p.comments`, sql`who.person_id`)},
			${namePairs('p')}
		)
		order by p.near desc, p.warmth desc
	) as list
	from (
		select f.*,
			${inMyGroup} or ${ofMyDepartment} as near,
			case when ${inMyGroup} then 'group' when ${ofMyDepartment} then 'department' else 'all' end as tie
		from fresh f
		where f.author_id <> who.person_id
			and (f.group_id is null or ${inMyGroup} and part_is_on('groups'))
			and (
				mine.let_in_as is null
				or ${readsByBeingIn('f', sql`who.person_id`)}
				or ${isOpenToLetIn(sql`mine.let_in_as`, sql`f.open_to`)}
			)
			and ${notApart(sql`f.author_id`, sql`who.person_id`)}
		order by near desc nulls last, f.warmth desc, f.post_id desc
		limit 3
	) p`;

const arrivalsOfMyDepartments = sql`
	select count(*) as n,
		jsonb_agg(jsonb_build_object(${namePairs('x')})) filter (where at <= 3) as list
	from (
		select a.*, row_number() over (order by a.person_id) as at
		from arrived a
		where a.department = any (mine.departments)
			and a.person_id <> who.person_id
			and (mine.let_in_as is null or a.career_for <> 'alumni')
			and (a.career_for <> 'teams' or worked_together(a.person_id, who.person_id))
			and ${notApart(sql`a.person_id`, sql`who.person_id`)}
	) x`;
