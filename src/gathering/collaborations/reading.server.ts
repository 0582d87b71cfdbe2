import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { isOpenTo } from '#access/policy/letting-in.server.ts';
import { isOfCommunity, type Openness } from '#access/policy/letting-in.ts';
import { authorize } from '#access/policy/policy.ts';
import { isDesk } from '#access/policy/roles.ts';
import { letsContact, notApart } from '#people/blocks/blocks.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { CollaborationKind, CollaborationState, Conditions } from './collaboration.ts';

export type Collaboration = Named &
	Conditions & {
		collaborationId: string;
		/** Null for what the company asks. */
		personId: string | null;
		isOfCompany: boolean;
		title: string;
		words: string;
		ending: string;
		closesOn: string;
		state: CollaborationState;
		askedAt: Date;
		answer: string;
		isMine: boolean;
		/** The reader said that they would like to hear more. */
		isWished: boolean;
		/** They may say so: it is open, not their own, and whoever asked lets them write. */
		mayWish: boolean;
	};
export const collaborationsAtOnce = 20;

/** Whoever at the desk asked in the company's name is not named. */
const nameOf = sql`
	case when c.is_of_company then n.name_ja else p.family_name end as family_name,
	case when c.is_of_company then '' else p.given_name end as given_name,
	case when c.is_of_company then n.name_en else p.family_kana end as family_kana,
	case when c.is_of_company then '' else p.given_kana end as given_kana`;

const columnsFor = ({ personId }: Actor) => sql`
	c.collaboration_id, c.is_of_company, c.kind, c.title, c.words, c.term, c.pay_form, c.pay, c.pay_day,
	c.place, c.is_remote, c.ending, c.closes_on, c.asked_at, c.answer,
	case when c.state = 'open' and c.closes_on < (select network_today()) then 'closed' else c.state end as state,
	case when not c.is_of_company then c.person_id end as person_id,
	c.person_id = ${personId}::uuid as is_mine,
	exists (
		select from collaboration_interest i
		where i.collaboration_id = c.collaboration_id
			and i.person_id = ${personId}::uuid
	) as is_wished,
	c.state = 'open'
		and c.closes_on >= (select network_today())
		and c.person_id <> ${personId}::uuid
		and (c.is_of_company or ${letsContact(sql`c.person_id`, sql`${personId}::uuid`)}) as may_wish,
	${nameOf}`;

/**
 * SQL: the request `c` stands on the board for the reader, and they are not apart from whoever asked. What the company asks
 * is for alumni, and not for its own employees. What a member asks is for employees, too, who were let in when it was made
 * (decision 87).
 */
export const standsFor = (actor: Actor) => sql<boolean>`(
	c.state = 'open'
	and c.closes_on >= (select network_today())
	and case
		when c.is_of_company then ${isOfCommunity(actor)}::boolean
		else ${isOpenTo(actor, sql`c.open_to`)} and ${notApart(sql`c.person_id`, actor.personId)}
	end
)`;

/** The reader may see the request: it stands on the board for them, or it is their own. */
const isShownTo = (actor: Actor) => sql<boolean>`(
	c.person_id = ${actor.personId}::uuid
	or ${standsFor(actor)}
)`;

type Asked = { kind?: CollaborationKind | undefined; remote?: boolean; before?: string | undefined };

/** What stands on the board for this reader, the latest first; paged by the last one seen. */
export async function openCollaborations(db: Db, actor: Actor, asked: Asked = {}): Promise<Collaboration[]> {
	authorize(actor, 'collaboration.see');
	const { kind, remote = false, before } = asked;
	return read(
		db,
		actor,
		sql`c.state = 'open'
			and ${isShownTo(actor)}
			and ${kind ? sql`c.kind = ${kind}` : sql`true`}
			and ${remote ? sql`c.is_remote` : sql`true`}
			and ${before ? sql`c.collaboration_id < ${before}::uuid` : sql`true`}`
	);
}

/** What the reader asked for themselves, the latest first. */
export async function ownCollaborations(db: Db, actor: Actor): Promise<Collaboration[]> {
	authorize(actor, 'collaboration.see');
	return read(db, actor, sql`c.person_id = ${actor.personId}::uuid`);
}

/** What waits for the desk's word, the oldest first. */
export async function waitingCollaborations(db: Db, actor: Actor): Promise<Collaboration[]> {
	authorize(actor, 'collaboration.decide');
	return (await read(db, actor, sql`c.state = 'waiting'`)).reverse();
}

/** One request, for whoever may see it; the desk sees those that wait, too. Throws NotFound. */
export async function collaborationFor(db: Db, actor: Actor, id: string): Promise<Collaboration> {
	authorize(actor, 'collaboration.see');
	const seesAll = sql`(${isDesk(actor)}::boolean and c.state in ('waiting', 'open'))`;
	const found = await read(
		db,
		actor,
		sql`c.collaboration_id = ${id}::uuid and (${seesAll} or ${isShownTo(actor)})`
	);
	if (!found[0]) throw new NotFound('No such request');
	return found[0];
}

async function read(db: Db, actor: Actor, where: RawBuilder<unknown>): Promise<Collaboration[]> {
	const { rows } = await sql<Collaboration>`
		select ${columnsFor(actor)}
		from collaboration c
		join person p using (network_id, person_id)
		join network n using (network_id)
		where ${where}
		order by c.collaboration_id desc
		limit ${collaborationsAtOnce}
	`.execute(db);
	return rows;
}

export type Interested = Named & { personId: string; saidAt: Date };

/** Who would like to hear more. Only whoever asked learns it; the stewards, of what the company asked for. */
export async function interestedIn(db: Db, actor: Actor, id: string): Promise<Interested[]> {
	authorize(actor, 'collaboration.see');
	const { rows } = await sql<Interested>`
		select i.person_id, i.said_at, ${nameColumns('p')}
		from collaboration_interest i
		join collaboration c using (network_id, collaboration_id)
		join person p on p.person_id = i.person_id
		where i.collaboration_id = ${id}::uuid
			and case
				when c.is_of_company then ${isDesk(actor)}::boolean
				else c.person_id = ${actor.personId}::uuid
			end
			and ${notApart(sql`i.person_id`, actor.personId)}
		order by i.said_at desc
		limit 100
	`.execute(db);
	return rows;
}

export type CollaborationHit = { id: string; title: string; kind: CollaborationKind; closesOn: string };

/** Requests on the board with every word in title or text, the latest first. */
export async function collaborationsNamed(
	db: Db,
	actor: Actor,
	terms: readonly string[],
	limit: number
): Promise<CollaborationHit[]> {
	authorize(actor, 'collaboration.see');
	const { rows } = await sql<CollaborationHit>`
		select c.collaboration_id as id, c.title, c.kind, c.closes_on
		from collaboration c
		where c.state = 'open'
			and ${isShownTo(actor)}
			and ${sql.join(
				terms.map(
					(term) => sql`position(${term.toLowerCase()} in lower(c.title || ' ' || c.words)) > 0`
				),
				sql` and `
			)}
		order by c.collaboration_id desc
		limit ${limit}
	`.execute(db);
	return rows;
}

type New = { usualDay: string; isChecked: boolean; openTo: Openness };

/** What a new request begins with: a last day a month from now, whether the desk looks at it first, and who will read it. */
export async function forNew(db: Db): Promise<New> {
	const { rows } = await sql<New>`
		select (network_today() + 30)::text as usual_day, collaborations_checked as is_checked, open_to
		from network
	`.execute(db);
	return rows[0]!;
}
