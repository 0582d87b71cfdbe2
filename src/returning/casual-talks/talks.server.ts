import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { meetingRules } from '../meeting-rules/meeting-rules.server.ts';
import { rulesText } from '../meeting-rules/meeting-rules.ts';
import { calendarFile, organizer } from './calendar.ts';
import { partnersOf, type TalkState, type Way } from './talk.ts';

export type TalkPerson = Named & { personId: string; thankedAt?: string | null };
export type TalkRow = {
	talkId: string;
	alumnusId: string;
	startsAt: Date;
	endsAt: Date;
	wish: string;
	state: TalkState;
	sequence: number;
	way: Way;
	place: string;
	pool: string | null;
	hosts: TalkPerson[];
	alumnus: TalkPerson;
};

const talks = sql`
	select k.talk_id, k.alumnus_id, k.starts_at, k.ends_at, k.wish, k.state, k.sequence, k.way, k.place,
		(select name from talk_pool o where o.pool_id = k.pool_id) as pool,
		jsonb_build_object('personId', a.person_id, ${namePairs('a')}) as alumnus,
		(
			select jsonb_agg(
				jsonb_build_object('personId', p.person_id, ${namePairs('p')}, 'thankedAt', x.thanked_at)
				order by p.person_id
			)
			from casual_talk_host x
			join person p on p.person_id = x.host_id
			where x.talk_id = k.talk_id
		) as hosts
	from casual_talk k
	join person a on a.person_id = k.alumnus_id
`;
/** SQL: the person takes part in the talk `k`. */
export const isOf = (personId: string) => sql<boolean>`
	k.talk_id in (
		select own.talk_id
		from casual_talk own
		where own.alumnus_id = ${personId}::uuid
		union all
		select x.talk_id
		from casual_talk_host x
		where x.host_id = ${personId}::uuid
	)
`;

/** One talk, for those who take part in it. Throws NotFound for everyone else. */
export async function talkOf(actor: Actor, talkId: string): Promise<TalkRow> {
	authorize(actor, 'talk.see');
	const { rows } = await readNetwork(actor, (db) =>
		sql<TalkRow>`
			${talks}
			where k.talk_id = ${talkId}::uuid and ${isOf(actor.personId)}
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such talk');
	return rows[0];
}

/** The talks still to come in which the actor takes part, as host or as alumnus, the next first. */
export async function talksAhead(actor: Actor): Promise<TalkRow[]> {
	authorize(actor, 'talk.see');
	return readNetwork(actor, (db) => talksAheadOf(db, actor.personId));
}

/** The same for any person, inside a running transaction. */
export async function talksAheadOf(db: Db, personId: string): Promise<TalkRow[]> {
	const { rows } = await sql<TalkRow>`
		${talks}
		where ${isOf(personId)} and k.state = 'booked' and k.ends_at > now()
		order by k.starts_at
		limit 50
	`.execute(db);
	return rows;
}

/** A host's talks of the last 28 days after which they have not written to the alumnus, the latest first. */
export async function talksToThank(actor: Actor): Promise<TalkRow[]> {
	authorize(actor, 'host.be');
	const { rows } = await readNetwork(actor, (db) =>
		sql<TalkRow>`
			${talks}
			where k.state = 'booked'
				and k.ends_at between now() - interval '28 days' and now()
				and exists (
					select from casual_talk_host x
					where x.talk_id = k.talk_id
						and x.host_id = ${actor.personId}::uuid
						and x.thanked_at is null
				)
			order by k.starts_at desc
			limit 20
		`.execute(db)
	);
	return rows;
}

/** A talk as a calendar file, for those who take part in it. Throws NotFound for everyone else. */
export async function talkCalendar(actor: Actor, talkId: string): Promise<string> {
	const talk = await talkOf(actor, talkId);
	const rules = await meetingRules(actor, actor.locale);
	return calendarFile(talk.state === 'cancelled' ? 'CANCEL' : 'REQUEST', {
		talkId,
		sequence: talk.sequence,
		startsAt: talk.startsAt,
		endsAt: talk.endsAt,
		title: m.talk_calendar_title({ other: partnersOf(talk, actor) }),
		details: `${m.talk_is_no_selection()}\n\n${rulesText(rules)}`,
		place: talk.place,
		organizer: organizer(),
		attendees: []
	});
}
