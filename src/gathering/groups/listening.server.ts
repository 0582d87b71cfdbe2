import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { may } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { isWrittenFor } from '#gathering/posts/openness.server.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { seesWithin } from './visibility.server.ts';

const ofOneThing = /^(group|post|event):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

type Heard = { topic: string };

/**
 * The topics among these that the actor may listen to: the feed for those who see posts, the list of events, and groups,
 * posts and events where they may see what is inside the group.
 */
export async function topicsFor(db: Db, actor: Actor, wished: readonly string[]): Promise<string[]> {
	const seesPosts = may(actor, 'post.see');
	const seesEvents = may(actor, 'event.see');
	const lists = wished.filter(
		(topic) => (topic === 'feed' && seesPosts) || (topic === 'events' && seesEvents)
	);
	const idsOf = (kind: string) =>
		wished
			.map((topic) => ofOneThing.exec(topic))
			.flatMap((found) => (found?.[1] === kind ? [found[2]!] : []));
	const groups = seesPosts ? idsOf('group') : [];
	const posts = seesPosts ? idsOf('post') : [];
	const events = seesEvents ? idsOf('event') : [];
	if (groups.length + posts.length + events.length === 0) return lists;
	const { rows } = await sql<Heard>`
		select 'group:' || g.group_id as topic
		from "group" g
		where g.group_id = any (${groups}::uuid[])
			and ${seesWithin(actor, sql`g.group_id`)}
		union all
		select 'post:' || post.post_id
		from post
		where post.post_id = any (${posts}::uuid[])
			and ${seesWithin(actor, sql`post.group_id`)}
			and ${isWrittenFor(actor)}
			and (post.kind = 'company' or ${notApart(sql`post.author_id`, actor.personId)})
		union all
		select 'event:' || e.event_id
		from event e
		where e.event_id = any (${events}::uuid[])
			and ${seesWithin(actor, sql`e.group_id`)}
			and (${isDesk(actor)} or ${notApart(sql`e.host_id`, actor.personId)})
	`.execute(db);
	return [...lists, ...rows.map((row) => row.topic)];
}
