import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { entriesOf } from './entries.server.ts';
import type { Entry } from './merge.ts';

export type Duplicate = { one: Entry; other: Entry; isSameAddress: boolean; isSameName: boolean };
type Found = { personId: string; otherId: string; isSameAddress: boolean; isSameName: boolean };

export const duplicatesAtOnce = 25;

/** A key that people share whom one may take for one: an address, or name and kana. Spaces do not count. */
const keys = sql`(
	select person_id, 'address ' || email as key, true as is_address
	from contact
	union all
	select person_id,
		'name ' || translate(family_name || given_name || '|' || family_kana || given_kana, ' 　', ''),
		false
	from person
	where removed_at is null
		and family_kana <> ''
		and given_name <> ''
)`;

/** What more people than this share is nobody's own: a common name, or the address of a whole team. */
const shareAtMost = 8;

/**
 * Pairs of people with the same address, or the same name and kana, whom the desk has not told apart yet. Of those who
 * share a common name only two whose stay at a company began on the same day are a pair: so pairs grow with the people,
 * and not with the square of them.
 */
const pairs = sql`
	with keyed as materialized (
		select person_id, key, is_address
		from ${keys} k
	),
	shared as (
		select key, count(*) as many
		from keyed
		group by key
		having count(*) > 1
	),
	began as (
		select k.person_id, k.key, t.company_id, t.started_on
		from shared s
		join keyed k using (key)
		join tenure t on t.person_id = k.person_id
		where s.many > ${shareAtMost}
			and not k.is_address
	),
	paired as (
		select a.person_id, b.person_id as other_id, a.is_address
		from shared s
		join keyed a using (key)
		join keyed b using (key)
		where s.many <= ${shareAtMost}
			and a.person_id < b.person_id
		union all
		select a.person_id, b.person_id, false
		from began a
		join began b using (key, company_id, started_on)
		where a.person_id < b.person_id
	)
	select p.person_id, p.other_id,
		bool_or(p.is_address) as is_same_address, bool_or(not p.is_address) as is_same_name
	from paired p
	where not exists (
			select
			from not_the_same n
			where (n.person_id = p.person_id and n.other_id = p.other_id)
				or (n.person_id = p.other_id and n.other_id = p.person_id)
		)
	group by p.person_id, p.other_id
`;

/**
 * Of two people `f`: whether both have a stay that began at one company on one day (then a name in common is hardly
 * chance), and whether one company had both at the same time, under numbers of their own (then HR told them apart
 * already; who stayed once, left and came back has two numbers too, but one after the other). Looked up for each pair:
 * without the limit PostgreSQL puts all stays of a company beside each other first.
 */
const stays = sql`
	select
		t.started_on = u.started_on as began_alike,
		daterange(t.started_on, t.ended_on, '[)') && daterange(u.started_on, u.ended_on, '[)')
			and exists (select from employee_number n where n.person_id = t.person_id and n.company_id = t.company_id)
			and exists (select from employee_number n where n.person_id = u.person_id and n.company_id = u.company_id)
			as were_together
	from tenure t
	join tenure u using (network_id, company_id)
	where t.person_id = f.person_id
		and u.person_id = f.other_id
	limit 1000
`;

/**
 * People who may be one: proposed for the desk to look at, never merged by themselves. The first 25 pairs, the likeliest
 * first, with how many there are. Namesakes whom one company employed side by side are not among them, and of a name that
 * more than eight people share only those who began on the same day. The look is written to the audit log.
 */
export async function duplicates(actor: Actor): Promise<{ pairs: Duplicate[]; count: number }> {
	authorize(actor, 'person.merge');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.duplicates');
		type Counted = Found & { count: number };
		const { rows } = await sql<Counted>`
			select f.*, count(*) over ()::int as count
			from (${pairs}) f
			cross join lateral (
				select
					coalesce(bool_or(began_alike), false) as share_a_stay,
					coalesce(bool_or(were_together), false) as were_there_together
				from (${stays}) s
			) s
			where is_same_address
				or share_a_stay
				or not were_there_together
			order by
				is_same_address desc,
				is_same_name desc,
				share_a_stay desc,
				person_id,
				other_id
			limit ${duplicatesAtOnce}
		`.execute(db);
		const entries = await entriesOf(
			db,
			rows.flatMap((pair) => [pair.personId, pair.otherId])
		);
		const byId = new Map(entries.map((entry) => [entry.personId, entry]));
		return {
			count: rows[0]?.count ?? 0,
			pairs: rows.flatMap(({ personId, otherId, isSameAddress, isSameName }) => {
				const [one, other] = [byId.get(personId), byId.get(otherId)];
				return one && other ? [{ one, other, isSameAddress, isSameName }] : [];
			})
		};
	});
}

/** The desk looked at two people and knows that they are two. They are not proposed again. Throws NotFound. */
export async function tellApart(actor: Actor, personId: string, otherId: string): Promise<void> {
	authorize(actor, 'person.merge');
	if (personId === otherId) throw new NotFound('One person');
	await inNetwork(actor, async (db) => {
		await db
			.insertInto('notTheSame')
			.values({ networkId: actor.networkId, personId, otherId, saidBy: actor.personId })
			.onConflict((conflict) => conflict.columns(['networkId', 'personId', 'otherId']).doNothing())
			.execute();
		await writeAudit(db, actor, 'person.not_the_same', personId, { otherId });
	});
}

/** Proposes two people again, where they were told apart by mistake. */
export async function proposeAgain(actor: Actor, personId: string, otherId: string): Promise<void> {
	authorize(actor, 'person.merge');
	await inNetwork(actor, async (db) => {
		await sql`
			delete from not_the_same
			where (person_id = ${personId} and other_id = ${otherId})
				or (person_id = ${otherId} and other_id = ${personId})
		`.execute(db);
		await writeAudit(db, actor, 'person.maybe_the_same', personId, { otherId });
	});
}

export type Candidate = Pick<
	Entry,
	'personId' | 'familyName' | 'givenName' | 'familyKana' | 'givenKana' | 'email'
>;

/** People whom someone could be merged with, found by name, kana, address or employee number. At most 20. */
export async function candidates(actor: Actor, personId: string, wanted: string): Promise<Candidate[]> {
	authorize(actor, 'person.merge');
	if (!wanted) return [];
	const like = `%${wanted.replace(/[\\%_]/g, '\\$&').replace(/\s+/g, '')}%`;
	const { rows } = await readNetwork(actor, (db) =>
		sql<Candidate>`
			select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, c.email
			from person p
			left join contact c using (network_id, person_id)
			where p.person_id <> ${personId}
				and p.removed_at is null
				and (
					p.family_name || p.given_name ilike ${like}
					or p.family_kana || p.given_kana ilike ${like}
					or c.email ilike ${like}
					or exists (
						select from employee_number n where n.person_id = p.person_id and n.number = ${wanted}
					)
				)
			order by p.family_kana, p.given_kana, p.person_id
			limit 20
		`.execute(db)
	);
	return rows;
}
