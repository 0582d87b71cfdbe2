import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { searched, termsOf } from './reading.server.ts';

export type Wish = {
	wishId: string;
	words: string;
	terms: string;
	companyId: string | null;
	companyJa: string | null;
	companyEn: string | null;
	reasons: string[];
	madeAt: Date;
};
export type WishForm = { words: string; terms: string; companyId: string | null; reasons: string[] };
const wishesAtMost = 10;

/**
 * Saves a wish: "Tell me when this exists." The desk reads its words; its search words, company and reasons are
 * matched with new openings. Throws Invalid if the wish is empty, or if the person already has ten.
 */
export async function makeWish(actor: Actor, form: WishForm): Promise<void> {
	authorize(actor, 'opening.wish');
	await countTry('wish.day', actor.personId);
	const wish = { ...form, terms: termsOf(form.terms).join(' ') };
	if (!wish.words && !wish.terms && !wish.companyId && wish.reasons.length === 0)
		throw new Invalid('required', 'words');
	await inNetwork(actor, async (db) => {
		const { count } = await db
			.selectFrom('openingWish')
			.select((by) => by.fn.countAll<number>().as('count'))
			.where('personId', '=', actor.personId)
			.executeTakeFirstOrThrow();
		if (Number(count) >= wishesAtMost) throw new Invalid('too_many_wishes', 'words');
		const { wishId } = await db
			.insertInto('openingWish')
			.values({ networkId: actor.networkId, personId: actor.personId, ...wish })
			.returning('wishId')
			.executeTakeFirstOrThrow();
		await recordTouchpoint(db, actor, actor.personId, 'wished', wishId);
		// What they wish for is among what would have to change.
		if (wish.reasons.length > 0) await leaveStandingChanged(db, actor);
	});
}

/** Removes a wish of one's own. */
export async function dropWish(actor: Actor, wishId: string): Promise<void> {
	authorize(actor, 'opening.wish');
	await inNetwork(actor, async (db) => {
		await db
			.deleteFrom('openingWish')
			.where('wishId', '=', wishId)
			.where('personId', '=', actor.personId)
			.execute();
		await leaveStandingChanged(db, actor);
	});
}

const wishColumns = sql`
	w.wish_id, w.words, w.terms, w.reasons, w.made_at,
	w.company_id, c.name_ja as company_ja, c.name_en as company_en
`;

/** One's own wishes, latest first. */
export async function ownWishes(actor: Actor): Promise<Wish[]> {
	authorize(actor, 'opening.wish');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Wish>`
			select ${wishColumns}
			from opening_wish w
			left join company c using (network_id, company_id)
			where w.person_id = ${actor.personId}
			order by w.made_at desc
			limit ${wishesAtMost}
		`.execute(db)
	);
	return rows;
}

export type WishAtDesk = Wish & Named & { personId: string };

/** All wishes for the desk, latest first. Alumni write them to the desk, so the desk sees who wished. */
export async function wishesAtDesk(actor: Actor): Promise<WishAtDesk[]> {
	authorize(actor, 'opening.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<WishAtDesk>`
			select ${wishColumns}, p.person_id, ${nameColumns('p')}
			from opening_wish w
			join person p using (network_id, person_id)
			left join company c on c.company_id = w.company_id
			order by w.made_at desc
			limit 100
		`.execute(db)
	);
	return rows;
}

/** SQL: an opening `o` answers a wish `w`. A wish names search words, a company or reasons, and all that it names must fit. */
export const answers = sql<boolean>`(
	(w.terms <> '' or w.company_id is not null or w.reasons <> '{}')
	and (w.company_id is null or w.company_id = o.company_id)
	and (w.reasons = '{}' or w.reasons && o.reasons)
	and not exists (
		select from unnest(string_to_array(w.terms, ' ')) term where term <> '' and strpos(${searched}, term) = 0
	)
)`;

/**
 * The wishes `w` of alumni that an opening `o` answers, as the part of a statement that begins after `from`. People
 * already told are left out.
 */
const wishesAnswered = (openingId: string) => sql`
	opening o
	join opening_wish w using (network_id)
	join membership m on m.person_id = w.person_id and ${memberIsAlumnus('m')}
	where o.opening_id = ${openingId}::uuid
		and ${answers}
		and not exists (
			select from opening_told t where t.opening_id = o.opening_id and t.person_id = w.person_id
		)
`;

/**
 * How many people would be told of an opening, and to how many of them the network gave nothing else in the last
 * 60 days (rule 11: relationship first).
 */
export type Reach = { people: number; nothingElse: number };

/** Whom an opening would reach, inside a running transaction. */
export async function reachOf(db: Db, openingId: string): Promise<Reach> {
	const { rows } = await sql<Reach>`
		with people as (
			select distinct w.person_id from ${wishesAnswered(openingId)}
		)
		select
			count(*)::int as people,
			count(*) filter (
				where not exists (
					select from touchpoint t
					where t.person_id = people.person_id
						and t.happened_at > now() - interval '60 days'
						and t.kind in (
							'told', 'match_read', 'letter_read', 'story_read', 'called', 'event_replied', 'event_came',
							'posted', 'commented', 'wrote_message', 'talk_booked'
						)
				)
				and not exists (
					select from mail d
					where d.person_id = people.person_id
						and d.kind = 'digest'
						and d.created_at > now() - interval '60 days'
				)
			)::int as nothing_else
		from people
	`.execute(db);
	return rows[0]!;
}

const toldAtOnce = 500;

/**
 * Tells everyone whose wish a new opening answers, once each and 500 at a time, within their caps of mail and
 * push.
 */
export async function tellWishers(where: InNetwork & { openingId: string }): Promise<void> {
	const { openingId } = where;
	let told: number;
	do told = await inNetwork(where, (db) => tellSome(db, where, openingId));
	while (told === toldAtOnce);
}

type Told = { personId: string };

/** Tells up to 500 people and gives how many it told. */
async function tellSome(db: Db, where: InNetwork, openingId: string): Promise<number> {
	const opening = await lockOpen(db, openingId);
	if (!opening) return 0;
	const { rows: told } = await sql<Told>`
		insert into opening_told (network_id, opening_id, person_id)
		select distinct o.network_id, o.opening_id, w.person_id
		from ${wishesAnswered(openingId)}
		limit ${toldAtOnce}
		returning person_id
	`.execute(db);
	await notify(db, where, {
		kind: 'opening',
		to: told.map((person) => person.personId),
		by: null,
		subjectId: openingId,
		path: `/openings/${openingId}`,
		about: opening.title
	});
	return told.length;
}

function lockOpen(db: Db, openingId: string): Promise<{ title: string } | undefined> {
	return db
		.selectFrom('opening')
		.select('title')
		.where('openingId', '=', openingId)
		.where('state', '=', 'open')
		.forUpdate()
		.executeTakeFirst();
}
