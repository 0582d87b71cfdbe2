import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { isWrittenFor } from '#gathering/posts/openness.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { wasWith } from '#people/profiles/together.server.ts';
import type { Db } from '#platform/database/network.server.ts';

/** What happened in the last seven days that one member may see. */
export type Week = {
	/** Former colleagues who wrote to everyone. */
	colleagueIds: string[];
	/** Alumni who joined. */
	joined: number;
	/** Changes that answer what the reader said, and that they have not put away. */
	changesForMe: number;
	/** All changes that were published and took place after the reader left. */
	changes: number;
};

/**
 * Counts for the line above Home why today is worth a visit. Only what the reader finds when they follow its links is
 * counted: nobody who is kept apart from them, not listed, or does not show them when they worked together.
 */
export async function weekOf(db: Db, actor: Actor): Promise<Week> {
	authorize(actor, 'home.see');
	const { rows } = await sql<Week>`
		select
			(${colleaguesWhoWrote(actor)}) as colleague_ids,
			(${whoJoined(actor)}) as joined,
			(${changesFor(actor)}) as changes_for_me,
			(${allChanges(actor)}) as changes
	`.execute(db);
	return rows[0]!;
}

const colleaguesWhoWrote = (actor: Actor) => sql`
	select coalesce(array_agg(writer.author_id), '{}')
	from (
		select distinct lately.author_id
		from (
			select post.author_id
			from post
			where post.kind = 'person'
				and post.group_id is null
				and post.hidden_at is null
				and post.posted_at > now() - interval '7 days'
				and ${notApart(sql`post.author_id`, actor.personId)}
				and ${isWrittenFor(actor)}
			order by post.post_id desc
			limit 200
		) lately
	) writer
	where ${wasWith(actor, 'writer.author_id')}`;

const whoJoined = (actor: Actor) => sql`
	select count(*)::int
	from (
		select
		from membership m
		left join profile f using (network_id, person_id)
		where m.joined_at > now() - interval '7 days'
			and ${memberIsAlumnus('m')}
			and m.person_id <> ${actor.personId}::uuid
			and coalesce(f.is_listed, true)
			and ${notApart(sql`m.person_id`, actor.personId)}
		limit 100
	) joined`;

const changesFor = (actor: Actor) => sql`
	select count(*)::int
	from match x
	join change c using (network_id, change_id)
	where x.person_id = ${actor.personId}::uuid
		and x.made_at > now() - interval '7 days'
		and x.put_away_at is null
		and c.status = 'published'
		and ${may(actor, 'match.read')}::boolean`;

const allChanges = (actor: Actor) => sql`
	select count(*)::int
	from change c
	where c.status = 'published'
		and c.published_at > now() - interval '7 days'
		and c.since >= (
			select d.left_on
			from departure d
			where d.person_id = ${actor.personId}::uuid
				and d.is_latest
		)
		and ${may(actor, 'match.read')}::boolean`;
