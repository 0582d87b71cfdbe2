import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import type { Purpose } from '#people/consents/consent.ts';
import type { View } from '#people/departures/departures.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork, type Db } from '#platform/database/network.server.ts';
import { answers } from '#returning/openings/wishes.server.ts';

/** Why a member was told of a change: the one statement of theirs that ties them to it. */
export type WhyChange = {
	changeId: string;
	title: string;
	language: string;
	reason: string;
	/** What would have to change before they came back (true), or why they left (false). */
	isUnlock: boolean;
	view: View | null;
	isRead: boolean;
	saidOn: string | null;
	matchedAt: Date;
	mailedAt: Date | null;
};

/** The statement that ties the actor to a change. Throws NotFound where nothing does. */
export async function whyChange(actor: Actor, changeId: string): Promise<WhyChange> {
	authorize(actor, 'match.read');
	const { rows } = await readNetwork(actor, (db) =>
		sql<WhyChange>`
			select c.change_id, c.title, c.language, m.reason, m.weight = 2 as is_unlock,
				case when m.weight <> 2 then d.counting_view end as view,
				coalesce(r.is_read, false) and m.weight <> 2 as is_read,
				case when m.weight = 2 then u.said_at::date else r.said_on end as said_on,
				m.made_at as matched_at, m.mailed_at
			from match m
			join change c using (network_id, change_id)
			left join departure d on d.tenure_id = m.tenure_id
			left join departure_reason r on r.tenure_id = m.tenure_id
				and r.view = d.counting_view
				and r.code = m.reason
			left join unlock u on u.tenure_id = m.tenure_id
				and u.code = m.reason
			where m.person_id = ${actor.personId}::uuid
				and m.change_id = ${changeId}::uuid
				and c.status = 'published'
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('No such match');
	return rows[0];
}

export type AnsweredWish = { wishId: string; words: string; terms: string; reasons: string[]; madeAt: Date };
export type WhyOpening = { openingId: string; title: string; toldAt: Date; wishes: AnsweredWish[] };

/** The wishes of the actor that an opening answers, of which they were told. Throws NotFound where they were not. */
export async function whyOpening(actor: Actor, openingId: string): Promise<WhyOpening> {
	authorize(actor, 'opening.wish');
	const { rows } = await readNetwork(actor, (db) =>
		sql<WhyOpening>`
			select o.opening_id, o.title, t.told_at,
				(
					select coalesce(jsonb_agg(
						jsonb_build_object(
							'wishId', w.wish_id, 'words', w.words, 'terms', w.terms,
							'reasons', w.reasons, 'madeAt', w.made_at
						)
						order by w.made_at
					), '[]')
					from opening_wish w
					where w.person_id = t.person_id
						and ${answers}
				) as wishes
			from opening_told t
			join opening o using (network_id, opening_id)
			where t.person_id = ${actor.personId}::uuid
				and t.opening_id = ${openingId}::uuid
		`.execute(db)
	);
	if (!rows[0]) throw new NotFound('Was not told');
	return rows[0];
}

export type Grounds = {
	/** The day on which each purpose was agreed to, where it is in force. */
	consents: Partial<Record<Purpose, Date>>;
	wantsDigest: boolean;
	digestWeekday: number;
	wantsPulse: boolean;
	doNotContact: boolean;
	wishes: number;
};

type Row = Omit<Grounds, 'consents'> & { consents: Partial<Record<Purpose, string>> };

/** What the mails that a member gets rest on. */
export async function groundsOf(actor: Actor): Promise<Grounds> {
	authorize(actor, 'me.see');
	return readNetwork(actor, (db) => grounds(db, actor));
}

async function grounds(db: Db, { personId }: Actor): Promise<Grounds> {
	const { rows } = await sql<Row>`
		select
			(
				select coalesce(jsonb_object_agg(n.purpose, n.given_at), '{}')
				from consent n
				where n.person_id = p.person_id
					and n.withdrawn_at is null
			) as consents,
			coalesce(c.wants_digest, false) as wants_digest,
			coalesce(c.digest_weekday, 1) as digest_weekday,
			coalesce(c.wants_pulse, false) as wants_pulse,
			coalesce(c.do_not_contact, false) as do_not_contact,
			(select count(*)::int from opening_wish w where w.person_id = p.person_id) as wishes
		from person p
		left join contact c using (network_id, person_id)
		where p.person_id = ${personId}::uuid
	`.execute(db);
	const { consents, ...rest } = rows[0]!;
	return {
		...rest,
		consents: Object.fromEntries(
			Object.entries(consents).map(([purpose, givenAt]) => [purpose, new Date(givenAt)])
		)
	};
}

/** Whether the actor was told of an opening because of a wish. */
export async function wasTold(actor: Actor, openingId: string): Promise<boolean> {
	authorize(actor, 'opening.wish');
	const told = await readNetwork(actor, (db) =>
		db
			.selectFrom('openingTold')
			.select('personId')
			.where('openingId', '=', openingId)
			.where('personId', '=', actor.personId)
			.executeTakeFirst()
	);
	return told !== undefined;
}
