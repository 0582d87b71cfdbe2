import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { recordsWith } from '#people/persons/finding.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { entriesOf } from './entries.server.ts';
import type { Entry } from './merge.ts';
import { recordsAtOnce } from './record-facts.ts';

export type Duplicate = { one: Entry; other: Entry; isSameAddress: boolean; isSameName: boolean };
export type Duplicates = { pairs: Duplicate[]; count: number; isMore: boolean };
type Found = { personId: string; otherId: string; isSameAddress: boolean; isSameName: boolean };

export const duplicatesAtOnce = 25;

/** What more people than this share is nobody's own: a common name, or the address of a whole team. */
const shareAtMost = 8;

/** So many pairs are looked for: nobody looks through more of them in a week. */
const duplicatesCounted = 200;

/**
 * Of two people, `a` and `b`: whether both have a stay that began at one company on one day (then a name in common is hardly
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
	where t.person_id = pair.person_id
		and u.person_id = pair.other_id
	limit 1000
`;

/** Everyone who has the shared mark `s`; of them `many`, counted only as far as it matters. */
const sharers = sql`
	select distinct m.person_id
	from directory.mark m
	where m.mark = s.mark
	limit ${shareAtMost + 1}
`;

/**
 * Pairs of people with the same address, or the same name and kana, whom the desk has not told apart yet: addresses first,
 * and no more of them than are counted. Of those who share a common name only two whose stay at a company began on the same
 * day are a pair: so pairs grow with the people, and not with the square of them.
 */
const pairs = sql`
	select pair.person_id, pair.other_id, s.is_address, stay.share_a_stay
	from (
		select is_address, mark
		from directory.shared_mark
		order by is_address desc, mark
	) s
	cross join lateral (
		select count(*) as many, array_agg(person_id) as people
		from (${sharers}) m
	) g
	cross join lateral (
		select one as person_id, other as other_id
		from unnest(g.people) one
		cross join unnest(g.people) other
		where g.many <= ${shareAtMost}
			and one < other
		union all
		select a.person_id, b.person_id
		from directory.mark a
		join directory.mark b on b.mark = a.mark
			and b.detail = a.detail
			and b.person_id > a.person_id
		where g.many > ${shareAtMost}
			and not s.is_address
			and a.mark = s.mark
			and a.detail <> ''
	) pair
	cross join lateral (
		select
			coalesce(bool_or(began_alike), false) as share_a_stay,
			coalesce(bool_or(were_together), false) as were_there_together
		from (${stays}) t
	) stay
	where (s.is_address or stay.share_a_stay or not stay.were_there_together)
		and not exists (
			select
			from not_the_same n
			where (n.person_id = pair.person_id and n.other_id = pair.other_id)
				or (n.person_id = pair.other_id and n.other_id = pair.person_id)
		)
	limit ${duplicatesCounted + 1}
`;

/**
 * People who may be one: proposed for the desk to look at, never merged by themselves. The first 25 pairs, the likeliest
 * first, with how many there are, at most so many as are counted (`isMore`: there are more). Namesakes whom one company employed side by side are not
 * among them, and of a name that more than eight people share only those who began on the same day. The look is written to
 * the audit log.
 */
export async function duplicates(actor: Actor): Promise<Duplicates> {
	authorize(actor, 'person.merge');
	await freshenRows(actor);
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.duplicates');
		type Counted = Found & { count: number };
		const { rows } = await sql<Counted>`
			select
				p.person_id, p.other_id,
				bool_or(p.is_address) as is_same_address,
				bool_or(not p.is_address) as is_same_name,
				count(*) over ()::int as count
			from (${pairs}) p
			group by p.person_id, p.other_id
			order by
				is_same_address desc,
				is_same_name desc,
				bool_or(p.share_a_stay) desc,
				p.person_id,
				p.other_id
			limit ${duplicatesAtOnce}
		`.execute(db);
		const entries = await entriesOf(
			db,
			rows.flatMap((pair) => [pair.personId, pair.otherId])
		);
		const byId = new Map(entries.map((entry) => [entry.personId, entry]));
		const count = rows[0]?.count ?? 0;
		return {
			count: Math.min(count, duplicatesCounted),
			isMore: count > duplicatesCounted,
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
> & { department: string; leftOn: string | null };

/** People whom someone could be merged with, found as the desk's list finds people. At most `recordsAtOnce`. */
export async function candidates(actor: Actor, personId: string, wanted: string): Promise<Candidate[]> {
	authorize(actor, 'person.merge');
	const found = recordsWith(wanted);
	if (!found) return [];
	await freshenRows(actor);
	const { rows } = await readNetwork(actor, (db) =>
		sql<Candidate>`
			select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, r.department, c.email,
				case when isfinite(r.left_on) then r.left_on end as left_on
			from person p
			join directory.person_row r using (network_id, person_id)
			left join contact c using (network_id, person_id)
			where p.person_id <> ${personId}
				and p.removed_at is null
				and p.person_id in ${found}
			order by p.family_kana, p.given_kana, p.person_id
			limit ${recordsAtOnce}
		`.execute(db)
	);
	return rows;
}
