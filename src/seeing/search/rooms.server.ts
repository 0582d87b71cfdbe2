import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { knowsGroup, seesWithin } from '#gathering/groups/visibility.server.ts';
import { isWrittenFor } from '#gathering/posts/openness.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { EventHit, GroupHit, Page, PostHit } from './section.ts';

/** So many posts are looked through at once. A search that finds fewer goes on from there on its next page. */
const postsLookedAt = 5000;

/** SQL: every word is in the text, whatever its width and case. */
export function hasAll(terms: readonly string[], text: RawBuilder<unknown>): RawBuilder<boolean> {
	return sql<boolean>`not exists (
		select from unnest(${[...terms]}::text[]) term
		where strpos(lower(normalize(${text}, nfkc)), term) = 0
	)`;
}

type Looked = { oldest: string | null; isFull: boolean };

/**
 * Posts with all the words, newest first, that the reader may see where they stand. A name in a post that is not shown to
 * the reader is not found either.
 */
export async function postsNamed(
	db: Db,
	actor: Actor,
	terms: readonly string[],
	limit: number,
	after?: string
): Promise<Page<PostHit>> {
	authorize(actor, 'post.see');
	const before = z.uuid().safeParse(after).data ?? null;
	const visible = sql`case
		when post.author_id = ${actor.personId}::uuid then post.words
		else without_apart(post.words, post.html, ${actor.personId}::uuid)
	end`;
	const { rows } = await sql<PostHit & Looked>`
		with looked as (
			select post_id, author_id, group_id, kind, words, html, posted_at, open_to
			from post
			where hidden_at is null
				and (${before}::uuid is null or post_id < ${before}::uuid)
			order by post_id desc
			limit ${postsLookedAt}
		),
		found as (
			select post.*
			from looked post
			where ${hasAll(terms, sql`post.words`)}
				and ${notApart(sql`post.author_id`, actor.personId)}
				and ${seesWithin(actor, sql`post.group_id`)}
			and ${isWrittenFor(actor)}
				and ${hasAll(terms, visible)}
			order by post_id desc
			limit ${limit}
		)
		select post.post_id as id, post.kind, ${visible} as words, post.posted_at,
			g.name as group_name, ${nameColumns('a')},
			(select post_id from looked order by post_id limit 1) as oldest,
			(select count(*) from looked) = ${postsLookedAt} as is_full
		from (select 1) always
		left join found post on true
		left join person a on a.person_id = post.author_id
		left join "group" g on g.group_id = post.group_id
		order by post.post_id desc
	`.execute(db);
	const hits = rows.filter(({ id }) => id !== null);
	const next = hits.length === limit ? hits.at(-1)!.id : rows[0]?.isFull ? rows[0].oldest : null;
	return { hits, next };
}

/** Reads where a page begins: the value by which its list is ordered, and an id. */
function placeOf<T>(after: string | undefined, value: z.ZodType<T>): { value: T; id: string } | undefined {
	const [said, id] = after?.split('~') ?? [];
	const place = { value: value.safeParse(said).data, id: z.uuid().safeParse(id).data };
	return place.value === undefined || !place.id ? undefined : { value: place.value, id: place.id };
}

/** Groups by name and purpose, the largest first, as the list of groups shows them. */
export async function groupsNamed(
	db: Db,
	actor: Actor,
	terms: readonly string[],
	limit: number,
	after?: string
): Promise<Page<GroupHit>> {
	authorize(actor, 'group.see');
	const place = placeOf(after, z.coerce.number().int().min(0).max(2_000_000_000));
	const { rows } = await sql<GroupHit>`
		select g.group_id as id, g.name, g.purpose, g.members
		from "group" g
		where ${hasAll(terms, sql`g.name || ' ' || g.purpose`)}
			and ${knowsGroup(actor, 'g')}
			and (
				g.kind <> 'rule'
				or fits_group(g, ${actor.personId}::uuid)
				or exists (
					select from group_member gm
					where gm.group_id = g.group_id
						and gm.person_id = ${actor.personId}::uuid
						and gm.state = 'in'
				)
			)
			and ${place ? sql`(g.members, g.group_id) < (${place.value}::int, ${place.id}::uuid)` : sql`true`}
		order by g.members desc, g.group_id desc
		limit ${limit}
	`.execute(db);
	const last = rows.length === limit ? rows.at(-1) : undefined;
	return { hits: rows, next: last ? `${last.members}~${last.id}` : null };
}

/** Events by title and place, the latest first, but none of a host who is not shown to the reader. */
export async function eventsNamed(
	db: Db,
	actor: Actor,
	terms: readonly string[],
	limit: number,
	after?: string
): Promise<Page<EventHit>> {
	authorize(actor, 'event.see');
	const place = placeOf(after, z.iso.datetime());
	const { rows } = await sql<EventHit>`
		select e.event_id as id, e.title, e.place, date_trunc('milliseconds', e.starts_at) as starts_at
		from event e
		where ${hasAll(terms, sql`e.title || ' ' || e.place`)}
			and ${seesWithin(actor, sql`e.group_id`)}
			and ${notApart(sql`e.host_id`, actor.personId)}
			and ${
				place
					? sql`(date_trunc('milliseconds', e.starts_at), e.event_id)
						< (${place.value}::timestamptz, ${place.id}::uuid)`
					: sql`true`
			}
		order by date_trunc('milliseconds', e.starts_at) desc, e.event_id desc
		limit ${limit}
	`.execute(db);
	const last = rows.length === limit ? rows.at(-1) : undefined;
	return { hits: rows, next: last ? `${last.startsAt.toISOString()}~${last.id}` : null };
}
