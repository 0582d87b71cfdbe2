import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { namePairs } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { readAtOnce, type Db } from '#platform/database/network.server.ts';
import { toldTo, type Told } from '#telling/matches/matches.server.ts';

/** Something the company told: a change, a letter from management, or the story of someone who came back. */
export type Telling = {
	kind: 'change' | 'letter' | 'story';
	id: string;
	language: string;
	title: string;
	words: string;
	at: string;
	by: Named | null;
};
export type Since = { leftOn: string | null; mine: Told[]; tellings: Telling[]; next: string | null };

/** Where a page ended: the day and the id of the last telling on it. */
type Place = { at: string; id: string };

const atOnce = 20;

/**
 * What was told since the day on which someone left, or ever where they never left. First comes what concerns them,
 * then everything else, the latest first, a page at a time. `before` is the place where the page before ended.
 */
export async function sinceTheyLeft(actor: Actor, before?: Place): Promise<Since> {
	authorize(actor, 'match.read');
	const { personId } = actor;
	return readAtOnce(actor, async (db) => {
		const [leftOn, mine, tellings] = await Promise.all([
			findLeftOn(db, personId),
			before ? [] : matchesOf(db, personId),
			tellingsSince(db, personId, before)
		]);
		const last = tellings.at(-1);
		return {
			leftOn,
			mine,
			tellings,
			next: tellings.length === atOnce && last ? `?at=${last.at}&id=${last.id}` : null
		};
	});
}

async function findLeftOn(db: Db, personId: string): Promise<string | null> {
	const departure = await db
		.selectFrom('departure')
		.select('leftOn')
		.where('personId', '=', personId)
		.where('isLatest', '=', sql.lit(true))
		.executeTakeFirst();
	return departure?.leftOn ?? null;
}

async function matchesOf(db: Db, personId: string): Promise<Told[]> {
	const { rows } = await sql<Told>`
		${toldTo(sql`${personId}::uuid`)}
		where c.status = 'published'
			and m.person_id is not null
		order by m.weight desc, c.since desc, c.change_id desc
		limit 30
	`.execute(db);
	return rows;
}

/** At most so many of each kind. A literal and no parameter, so that the planner knows it. */
const ofEachKind = sql.lit(200);

async function tellingsSince(db: Db, personId: string, before?: Place): Promise<Telling[]> {
	const person = sql`${personId}::uuid`;
	const earlier = before ? sql`where (at, id) < (${before.at}::date, ${before.id}::uuid)` : sql``;
	const { rows } = await sql<Telling>`
		select *
		from (
			(${changesSince(person)})
			union all
			(${lettersSince(person)})
			union all
			(${storiesSince(person)})
		) told
		${earlier}
		order by at desc, id desc
		limit ${atOnce}
	`.execute(db);
	return rows;
}

/** The day on which a person left last. */
const leavingDay = (person: RawBuilder<unknown>) => sql`
	coalesce(
		(select left_on from departure d where d.person_id = ${person} and d.is_latest),
		'-infinity'::date
	)
`;

/** The moment at which that day began, by the clock of the network `n`. */
const leavingMoment = (person: RawBuilder<unknown>) =>
	sql`(${leavingDay(person)}::timestamp at time zone n.time_zone)`;

/** The changes that do not concern them: those that do come first on the page. */
const changesSince = (person: RawBuilder<unknown>) => sql`
	select 'change' as kind, c.change_id as id, c.language, c.title, c.now_words as words, c.since as at,
		null::jsonb as by
	from change c
	where c.status = 'published'
		and c.since >= ${leavingDay(person)}
		and not exists (
			select
			from match m
			where m.change_id = c.change_id
				and m.person_id = ${person}
		)
	order by c.since desc, c.change_id desc
	limit ${ofEachKind}
`;

const lettersSince = (person: RawBuilder<unknown>) => sql`
	select 'letter', l.letter_id, l.language, l.title, left(l.words, 140),
		(l.published_at at time zone n.time_zone)::date, jsonb_build_object(${namePairs('p')})
	from letter l
	join network n using (network_id)
	join person p on p.person_id = l.executive_id
	where l.status = 'published'
		and l.published_at >= ${leavingMoment(person)}
	order by l.published_at desc
	limit ${ofEachKind}
`;

const storiesSince = (person: RawBuilder<unknown>) => sql`
	select 'story', e.story_id, s.language, e.title, left(e.words, 140),
		(e.approved_at at time zone n.time_zone)::date, jsonb_build_object(${namePairs('p')})
	from story_edition e
	join network n using (network_id)
	join story s using (network_id, story_id)
	join person p on p.person_id = s.person_id
	where e.edition = 'alumni'
		and e.state = 'approved'
		and e.approved_at >= ${leavingMoment(person)}
		and ${notApart(sql`s.person_id`, person)}
	order by e.approved_at desc
	limit ${ofEachKind}
`;
