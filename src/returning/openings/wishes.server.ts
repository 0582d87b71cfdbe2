import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import type { Named } from '#people/persons/person.ts';
import { recordTouchpoint } from '#people/touchpoints/touchpoints.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
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

/** "Tell me when this exists." The desk reads the words; the rest is answered by itself. Throws Invalid where nothing is wished, or ten are. */
export async function makeWish(actor: Actor, form: WishForm): Promise<void> {
	authorize(actor, 'opening.wish');
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
		if (wish.reasons.length > 0)
			await leaveJob(
				db,
				'standing.changed',
				{ networkId: actor.networkId },
				{ key: `standing.changed:${actor.networkId}`, after: 1 }
			);
	});
}

/** Takes a wish of one's own back. */
export async function dropWish(actor: Actor, wishId: string): Promise<void> {
	authorize(actor, 'opening.wish');
	await inNetwork(actor, async (db) => {
		await db
			.deleteFrom('openingWish')
			.where('wishId', '=', wishId)
			.where('personId', '=', actor.personId)
			.execute();
		await leaveJob(
			db,
			'standing.changed',
			{ networkId: actor.networkId },
			{ key: `standing.changed:${actor.networkId}`, after: 1 }
		);
	});
}

const wishes = sql`select w.wish_id, w.words, w.terms, w.company_id, c.name_ja as company_ja, c.name_en as company_en, w.reasons, w.made_at`;

/** One's own wishes, latest first. */
export async function ownWishes(actor: Actor): Promise<Wish[]> {
	authorize(actor, 'opening.wish');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Wish>`${wishes} from opening_wish w left join company c using (network_id, company_id) where w.person_id = ${actor.personId} order by w.made_at desc limit ${wishesAtMost}`.execute(
			db
		)
	);
	return rows;
}

/** What alumni wish for, for the desk, latest first: it was told to the desk, so it says by whom. */
export async function wishesAtDesk(actor: Actor): Promise<(Wish & Named & { personId: string })[]> {
	authorize(actor, 'opening.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<
			Wish & Named & { personId: string }
		>`${wishes}, p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana
		from opening_wish w join person p using (network_id, person_id) left join company c on c.company_id = w.company_id order by w.made_at desc limit 100`.execute(
			db
		)
	);
	return rows;
}

/** Whose wish an opening answers: it names the company, the reasons or the words, all that it names fit, and the audience includes them. Of each only once. */
const wishing = (
	openingId: string
) => sql`opening o join opening_wish w using (network_id) join membership m on m.person_id = w.person_id and 'alumnus' = any (m.roles)
	where o.opening_id = ${openingId}::uuid and (w.terms <> '' or w.company_id is not null or w.reasons <> '{}') and (w.company_id is null or w.company_id = o.company_id) and (w.reasons = '{}' or w.reasons && o.reasons)
	and not exists (select from unnest(string_to_array(w.terms, ' ')) term where term <> '' and strpos(${searched}, term) = 0)
	and not exists (select from opening_told t where t.opening_id = o.opening_id and t.person_id = w.person_id)`;

/** Whom opening it would tell, and how many of them the network gave nothing else in the last 60 days (rule 11: relationship first). */
export type Reach = { people: number; nothingElse: number };

/** The same inside a running transaction. */
export async function reachOf(db: Db, openingId: string): Promise<Reach> {
	const { rows } = await sql<Reach>`with people as (select distinct w.person_id from ${wishing(openingId)})
		select count(*)::int as people, count(*) filter (where not exists (select from touchpoint t where t.person_id = people.person_id and t.happened_at > now() - interval '60 days'
				and t.kind in ('told', 'match_read', 'letter_read', 'story_read', 'called', 'event_replied', 'event_came', 'posted', 'commented', 'wrote_message', 'talk_booked'))
			and not exists (select from mail d where d.person_id = people.person_id and d.kind = 'digest' and d.created_at > now() - interval '60 days'))::int as nothing_else from people`.execute(
		db
	);
	return rows[0]!;
}

const atOnce = 500;

/** Tells those whose wish a new opening answers, 500 at a time, each once; by mail and push within their caps. */
export async function tellWishers(where: InNetwork & { openingId: string }): Promise<void> {
	const { openingId } = where;
	for (let told = atOnce; told === atOnce;)
		told = await inNetwork(where, async (db) => {
			const opening = await db
				.selectFrom('opening')
				.select('title')
				.where('openingId', '=', openingId)
				.where('state', '=', 'open')
				.forUpdate()
				.executeTakeFirst();
			if (!opening) return 0;
			const { rows } = await sql<{
				personId: string;
			}>`insert into opening_told (network_id, opening_id, person_id) select distinct o.network_id, o.opening_id, w.person_id from ${wishing(openingId)} limit ${atOnce} returning person_id`.execute(
				db
			);
			await notify(db, where, {
				kind: 'opening',
				to: rows.map((row) => row.personId),
				by: null,
				subjectId: openingId,
				path: `/openings/${openingId}`,
				about: opening.title
			});
			return rows.length;
		});
}
