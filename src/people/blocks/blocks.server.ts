import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIs, memberIsExecutive } from '#access/policy/roles.server.ts';
import { nameFields } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';

/** Blocks someone: they no longer find, see or write to the actor. They are not told. Throws Invalid for oneself. */
export async function block(actor: Actor, blockedId: string): Promise<void> {
	authorize(actor, 'person.block');
	if (blockedId === actor.personId) throw new Invalid('not_usable');
	await inNetwork(actor, (db) =>
		db
			.insertInto('block')
			.values({ networkId: actor.networkId, personId: actor.personId, blockedId })
			.onConflict((conflict) => conflict.doNothing())
			.execute()
	);
}

/** Takes a block back. */
export async function unblock(actor: Actor, blockedId: string): Promise<void> {
	authorize(actor, 'person.block');
	await inNetwork(actor, (db) =>
		db
			.deleteFrom('block')
			.where('personId', '=', actor.personId)
			.where('blockedId', '=', blockedId)
			.execute()
	);
}

export type Blocked = Named & { personId: string; since: Date };

/** Whom the actor has blocked, the latest first. Whoever hides from the actor is not named here either. */
export async function blockedBy(db: Db, actor: Actor): Promise<Blocked[]> {
	authorize(actor, 'person.block');
	return db
		.selectFrom('block as b')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'b.networkId').onRef('p.personId', '=', 'b.blockedId')
		)
		.select(['p.personId', 'b.since', ...nameFields('p')])
		.where('b.personId', '=', actor.personId)
		.where(
			sql<boolean>`not exists (
				select
				from directory.unseen_by u
				where u.person_id = p.person_id
					and u.other_id = ${actor.personId}
			)`
		)
		.orderBy('b.since', 'desc')
		.limit(200)
		.execute();
}

/**
 * SQL: a person may be shown to another: neither of them has blocked the other, and the person is not hidden from the
 * other, who works where they work. The rule for every list and every way of meeting. `person` is the column with the
 * id of whom it is about, `other` the id of the reader or a column as well.
 *
 * Hiding works one way only: if the other vanished as well, one could find out where somebody works by hiding from one
 * company after another.
 */
export function notApart(
	person: RawBuilder<unknown>,
	other: string | RawBuilder<unknown>
): RawBuilder<boolean> {
	const otherId = sql`${other}::uuid`;
	return sql<boolean>`(
		not exists (
			select from block between_them
			where (between_them.person_id, between_them.blocked_id) in ((${person}, ${otherId}), (${otherId}, ${person}))
		)
		and not exists (
			select from directory.unseen_by hides
			where hides.person_id = ${person}
				and hides.other_id = ${otherId}
		)
	)`;
}

/** SQL: the ids of all who may not be shown to a reader, as a subquery. What is counted for them leaves these out. */
export function apartFrom(reader: string | RawBuilder<unknown>): RawBuilder<unknown> {
	const me = sql`${reader}::uuid`;
	return sql`(
		select blocked_id from block where person_id = ${me}
		union
		select person_id from block where blocked_id = ${me}
		union
		select person_id from directory.unseen_by where other_id = ${me}
	)`;
}

/** SQL: two people may be shown to each other: `notApart` both ways, where somebody else would bring them together. */
export function mayMeet(
	person: RawBuilder<unknown>,
	other: string | RawBuilder<unknown>
): RawBuilder<boolean> {
	const otherId = sql`${other}::uuid`;
	return sql<boolean>`(${notApart(person, otherId)} and ${notApart(otherId, person)})`;
}

/**
 * SQL: someone may be written to, called or named in a mention by another, for all that they said about kinds of
 * people. Both are columns with the id of a person.
 */
export function letsContact(person: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<boolean> {
	return sql<boolean>`not exists (
		select
		from profile closing
		join membership of_other on of_other.network_id = closing.network_id
			and of_other.person_id = ${other}
		where closing.person_id = ${person}
			and closing.closed_to <> '{}'
			and (
				('employees' = any (closing.closed_to) and ${memberIs('employee', 'of_other')})
				or ('executives' = any (closing.closed_to) and ${memberIsExecutive('of_other')})
				or ('hosts' = any (closing.closed_to) and ${hires(sql`of_other.person_id`)})
				or ('strangers' = any (closing.closed_to) and not worked_together(${person}, ${other}))
			)
	)`;
}

/** SQL: someone meets people about coming back: they host talks, or answer for an opening. */
const hires = (person: RawBuilder<unknown>) => sql<boolean>`(
	exists (select from host h where h.person_id = ${person} and h.is_open)
	or exists (select from talk_pool_host x where x.person_id = ${person})
	or exists (select from opening o where o.owner_id = ${person} and o.state = 'open')
)`;
