import { sql, type RawBuilder } from 'kysely';
import { count, id, instant, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

/** Is a row of no group, or of one that is not closed? What closed groups share stays in them. `alias` is our own word. */
const isInTheOpen = (alias: string): RawBuilder<unknown> => {
	const groupId = sql.raw(`${alias}.group_id`);
	return sql`(
		${groupId} is null
		or exists (
			select
			from "group" g
			where g.group_id = ${groupId}
				and g.kind <> 'closed'
		)
	)`;
};

const groups = resource({
	name: 'groups',
	tag: 'Gathering',
	singular: 'Group',
	summary: 'Groups, open ones and those by rule',
	scope: 'gathering.read',
	fields: { id, name: text, purpose: text, kind: text, madeAt: instant },
	rows: sql`
		select group_id as id, name, purpose, kind, made_at
		from "group"
		where kind <> 'closed'
	`
});

const posts = resource({
	name: 'posts',
	tag: 'Gathering',
	singular: 'Post',
	summary: 'What members share with everyone',
	scope: 'gathering.read',
	fields: { id, authorId: id, words: text, postedAt: instant, groupId: orNull(id) },
	rows: sql`
		select p.post_id as id, p.author_id, p.words, p.posted_at, p.group_id
		from post p
		where p.hidden_at is null
			and ${isInTheOpen('p')}
	`
});

const events = resource({
	name: 'events',
	tag: 'Gathering',
	singular: 'Event',
	summary: 'Events, with how many come',
	scope: 'gathering.read',
	fields: {
		id,
		hostId: id,
		title: text,
		words: text,
		kind: text,
		place: text,
		startsAt: instant,
		endsAt: instant,
		timeZone: text,
		capacity: orNull(count),
		state: text,
		going: count
	},
	rows: sql`
		select e.event_id as id, e.host_id,
			e.title, e.words, e.kind, e.place,
			e.starts_at, e.ends_at, e.time_zone,
			e.capacity, e.state, e.going
		from event e
		where ${isInTheOpen('e')}
	`
});

/** What members do with each other, except in closed groups. */
export const gatheringOperations = [groups, posts, events].flatMap(({ operations }) => operations);
