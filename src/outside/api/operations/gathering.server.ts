import { sql } from 'kysely';
import { shownToAll } from '#gathering/groups/visibility.ts';
import { count, id, instant, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

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
			and ${sql.raw(shownToAll('p.group_id'))}
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
		where ${sql.raw(shownToAll('e.group_id'))}
	`
});

/** What members do with each other, except inside closed groups and groups by rule. */
export const gatheringOperations = [groups, posts, events].flatMap(({ operations }) => operations);
