import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isAlumnus } from '#access/policy/roles.ts';
import { memberIsDeskOrAdmin } from '#access/policy/roles.server.ts';
import { letsContact, mayMeet } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import type { Theme } from './mentoring.ts';

type Wish = { themes: Theme[]; words: string; isOpen: boolean };
export type OwnOffer = Wish & { capacity: number };
export type OwnWish = Wish & { forEmployees: boolean };

/** Says that one accompanies others: about what, and how many at a time. Throws Invalid without a theme. */
export async function offerMentoring(actor: Actor, offer: OwnOffer): Promise<void> {
	authorize(actor, 'mentoring.join');
	await countTry('mentoring.day', actor.personId);
	if (offer.isOpen && offer.themes.length === 0) throw new Invalid('required', 'themes');
	const { networkId, personId } = actor;
	await inNetwork(actor, (db) =>
		db
			.insertInto('mentor')
			.values({ networkId, personId, ...offer })
			.onConflict((conflict) => conflict.columns(['networkId', 'personId']).doUpdateSet(offer))
			.execute()
	);
}

/** Says that one looks for somebody: about what, and whether employees may see it. Throws Invalid without a theme. */
export async function seekMentoring(actor: Actor, wish: OwnWish): Promise<void> {
	authorize(actor, 'mentoring.join');
	await countTry('mentoring.day', actor.personId);
	if (wish.isOpen && wish.themes.length === 0) throw new Invalid('required', 'themes');
	const { networkId, personId } = actor;
	await inNetwork(actor, (db) =>
		db
			.insertInto('mentoringWish')
			.values({ networkId, personId, ...wish })
			.onConflict((conflict) => conflict.columns(['networkId', 'personId']).doUpdateSet(wish))
			.execute()
	);
}

export async function ownOffer(db: Db, { personId }: Actor): Promise<OwnOffer | undefined> {
	return (await db
		.selectFrom('mentor')
		.select(['themes', 'words', 'capacity', 'isOpen'])
		.where('personId', '=', personId)
		.executeTakeFirst()) as OwnOffer | undefined;
}

export async function ownWish(db: Db, { personId }: Actor): Promise<OwnWish | undefined> {
	return (await db
		.selectFrom('mentoringWish')
		.select(['themes', 'words', 'isOpen', 'forEmployees'])
		.where('personId', '=', personId)
		.executeTakeFirst()) as OwnWish | undefined;
}

/** SQL: the actor may meet someone here: they are not apart, neither has closed themselves to the other, and they are listed. */
export function mayPair(actor: Actor, person: RawBuilder<unknown>): RawBuilder<boolean> {
	const me = sql`${actor.personId}::uuid`;
	return sql<boolean>`(
		${person} <> ${me}
		and ${mayMeet(person, me)}
		and ${letsContact(person, me)}
		and not exists (
			select
			from profile unlisted
			where unlisted.person_id = ${person}
				and not unlisted.is_listed
		)
		and exists (
			select
			from membership here
			where here.person_id = ${person}
				and not ${memberIsDeskOrAdmin('here')}
		)
	)`;
}

/** SQL: how many of the mentor's places are taken. A pair that is kept apart since takes none. */
export const placesTaken = (mentor: RawBuilder<unknown>) => sql<number>`(
	select count(*)::int
	from mentoring taken
	where taken.mentor_id = ${mentor}
		and taken.state in ('active', 'paused')
		and ${mayMeet(sql`taken.mentor_id`, sql`taken.mentee_id`)}
)`;

export type MentorCard = Named & {
	personId: string;
	pictureId: string | null;
	themes: Theme[];
	words: string;
	/** How many themes it shares with what the reader looks for. */
	inCommon: number;
	placesLeft: number;
	hasAsked: boolean;
};
const listedAtMost = 60;

/** Who offers to accompany others, those who share most with what the reader looks for first, and those without a place last. */
export async function mentorsFor(
	db: Db,
	actor: Actor,
	{ theme, personId }: { theme?: Theme | undefined; personId?: string } = {}
): Promise<MentorCard[]> {
	authorize(actor, 'mentoring.see');
	const { rows } = await sql<MentorCard>`
		select o.person_id, ${nameColumns('p')}, f.picture_id, o.themes,
			without_apart(o.words, null, ${actor.personId}::uuid) as words,
			cardinality(array(
				select unnest(o.themes)
				intersect
				select unnest(w.themes)
			)) as in_common,
			greatest(o.capacity - ${placesTaken(sql`o.person_id`)}, 0) as places_left,
			exists (
				select
				from mentoring a
				where a.mentor_id = o.person_id
					and a.mentee_id = ${actor.personId}::uuid
					and a.state in ('asked', 'active', 'paused')
			) as has_asked
		from mentor o
		join person p using (network_id, person_id)
		left join profile f using (network_id, person_id)
		left join mentoring_wish w on w.person_id = ${actor.personId}::uuid
		where o.is_open
			and ${mayPair(actor, sql`o.person_id`)}
			and ${theme ? sql`${theme} = any (o.themes)` : sql`true`}
			and ${personId ? sql`o.person_id = ${personId}::uuid` : sql`true`}
		order by o.capacity > ${placesTaken(sql`o.person_id`)} desc, in_common desc, o.since
		limit ${listedAtMost}
	`.execute(db);
	return rows;
}

export type SeekerCard = Named & {
	personId: string;
	pictureId: string | null;
	themes: Theme[];
	words: string;
};

/**
 * Who looks for somebody about what the reader offers. Only who offers sees it, and employees only what is meant for them
 * too: that somebody looks for advice is nothing for the company to read.
 */
export async function seekersFor(db: Db, actor: Actor): Promise<SeekerCard[]> {
	authorize(actor, 'mentoring.see');
	const { rows } = await sql<SeekerCard>`
		select w.person_id, ${nameColumns('p')}, f.picture_id, w.themes,
			without_apart(w.words, null, ${actor.personId}::uuid) as words
		from mentoring_wish w
		join mentor o on o.person_id = ${actor.personId}::uuid
			and o.is_open
			and o.themes && w.themes
		join person p on p.person_id = w.person_id
		left join profile f on f.person_id = w.person_id
		where w.is_open
			and ${isAlumnus(actor) ? sql`true` : sql`w.for_employees`}
			and ${mayPair(actor, sql`w.person_id`)}
		order by w.since desc
		limit ${listedAtMost}
	`.execute(db);
	return rows;
}
