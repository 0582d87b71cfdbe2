import { sql } from 'kysely';
import { z } from 'zod';
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

const comments = resource({
	name: 'comments',
	tag: 'Gathering',
	singular: 'Comment',
	summary: 'Comments on posts that everyone sees, and replies to them',
	description: 'A reply bears the comment that began its thread, and the one that it answers.',
	scope: 'gathering.read',
	fields: {
		id,
		postId: id,
		authorId: id,
		words: text,
		postedAt: instant,
		threadId: orNull(id),
		answersId: orNull(id)
	},
	rows: sql`
		select c.comment_id as id, c.post_id, c.author_id, c.words, c.posted_at, c.thread_id, c.answers_id
		from comment c
		join post p using (network_id, post_id)
		where c.hidden_at is null
			and p.hidden_at is null
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

const collaborations = resource({
	name: 'collaborations',
	tag: 'Gathering',
	singular: 'Collaboration',
	summary: 'Requests for collaboration that stand on the board; not who is interested',
	scope: 'gathering.read',
	fields: {
		id,
		askedBy: orNull(id),
		isOfCompany: z.boolean(),
		kind: text,
		title: text,
		words: text,
		isRemote: z.boolean(),
		askedAt: instant
	},
	rows: sql`
		select collaboration_id as id, case when not is_of_company then person_id end as asked_by,
			is_of_company, kind, title, words, is_remote, asked_at
		from collaboration
		where state = 'open'
			and closes_on >= network_today()
	`
});

/** What members do with each other, except inside closed groups and groups by rule. */
export const gatheringOperations = [groups, posts, comments, events, collaborations].flatMap(
	({ operations }) => operations
);
