import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { tellableReasons } from '#people/departures/reason.ts';
import type { View } from '#people/departures/departures.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { beforeAll } from '#platform/database/slices.server.ts';
import { heldBack } from './held-back.server.ts';

export type HeldPerson = Named & {
	personId: string;
	/** The stay with which they left: the pages follow each other by it. */
	tenureId: string;
	leftOn: string;
	isMember: boolean;
	quadrant: Quadrant;
	heard: boolean;
	said: boolean;
};
/** Whom of those who name a reason: members, those who have heard of no change, or all who left. */
export const groups = ['members', 'waiting', 'leavers'] as const;
export type Group = (typeof groups)[number];
export type Asked = { group: Group; quadrant?: Quadrant | undefined; after?: string | undefined };

const heldAtOnce = 100;
const views: readonly View[] = ['stated', 'revisited', 'desk'];

/** A page of them. `next` is where the next one begins. `total` is null where nobody counted them. */
export type Held = { people: HeldPerson[]; total: number | null; next: string | undefined };

/**
 * Whom a reason holds back, a hundred at a time. The look is written to the audit log. Throws NotFound for a reason that
 * is restricted or unknown.
 */
export async function peopleHeldBack(actor: Actor, code: string, asked: Asked): Promise<Held> {
	authorize(actor, 'unlock.people');
	if (!tellableReasons.some((reason) => reason.code === code)) throw new NotFound('No such reason');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'unlock.people', undefined, { reason: code, group: asked.group });
		const [found, counted] = await Promise.all([readHeld(db, code, asked), countedOf(db, code, asked)]);
		const people = found.slice(0, heldAtOnce);
		const isMore = found.length > heldAtOnce;
		return {
			people,
			total: isMore || asked.after ? counted : people.length,
			next: isMore ? people.at(-1)!.tenureId : undefined
		};
	});
}

/**
 * A page of them, and one more. The stays that name the reason are read in their order from the indexes, each by itself, until the page is
 * full: a reason of very many people costs no more than one of a hundred.
 */
async function readHeld(
	db: Db,
	code: string,
	{ group, quadrant, after = beforeAll }: Asked
): Promise<HeldPerson[]> {
	const { rows } = await sql<HeldPerson>`
		select h.person_id, n.tenure_id, h.left_on, h.is_member, h.quadrant, h.heard, h.said, ${nameColumns('p')}
		from (
			select distinct tenure_id
			from (${naming(code, after)}) named
			order by tenure_id
		) n
		cross join lateral (${heldBack(sql`array[${code}]`, sql`n.tenure_id`)}) h
		join person p on p.person_id = h.person_id
		where (${group} = 'leavers' or h.is_member)
			and (${group} <> 'waiting' or not h.heard)
			and (${quadrant ?? null}::text is null or h.quadrant = ${quadrant ?? null}::text)
		order by n.tenure_id
		limit ${heldAtOnce + 1}
	`.execute(db);
	return rows;
}

/** SQL: the stays that name a reason in any view, and those of people who said that it would have to change. */
const naming = (code: string, after: string) => sql`
	${sql.join(
		views.map(
			(view) => sql`
				select r.tenure_id
				from departure_reason r
				where r.code = ${code}
					and r.view = ${view}
					and r.tenure_id > ${after}::uuid`
		),
		sql` union all `
	)}
	union all
	select u.tenure_id
	from unlock u
	where u.code = ${code}
		and u.tenure_id > ${after}::uuid
`;

type Counted = { total: number };

/** How many the board counted last. It does not count people who are no members by where they stand. */
async function countedOf(db: Db, code: string, { group, quadrant }: Asked): Promise<number | null> {
	if (group === 'leavers' && quadrant) return null;
	const figure = { members: sql`people`, waiting: sql`people - heard` };
	const { rows } = await (
		group === 'leavers'
			? sql<Counted>`
				select coalesce(sum(leavers), 0)::int as total
				from unlock_leaver
				where code = ${code}`
			: sql<Counted>`
				select coalesce(sum(${figure[group]}), 0)::int as total
				from unlock_tally
				where code = ${code}
					and (${quadrant ?? null}::text is null or quadrant = ${quadrant ?? null}::text)`
	).execute(db);
	return rows[0]!.total;
}
