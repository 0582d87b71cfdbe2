import { sql } from 'kysely';
import { z } from 'zod';
import { id, instant, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const talks = resource({
	name: 'casual-talks',
	tag: 'Returning',
	singular: 'CasualTalk',
	summary: 'Casual talks: who with whom and when',
	description:
		'A talk is no selection: nothing of what was said is kept, ' +
		'and there is no operation that could rate one or make an application of it.',
	scope: 'talks.read',
	fields: {
		id,
		alumnusId: id,
		hosts: z.array(id),
		startsAt: instant,
		endsAt: instant,
		way: text,
		state: text,
		bookedAt: instant
	},
	rows: sql`
		select t.talk_id as id, t.alumnus_id,
			array(
				select h.host_id
				from casual_talk_host h
				where h.talk_id = t.talk_id
				order by 1
			) as hosts,
			t.starts_at, t.ends_at, t.way, t.state, t.booked_at
		from casual_talk t
	`
});

/** Casual talks, which can be read only. */
export const talkOperations = talks.operations;
