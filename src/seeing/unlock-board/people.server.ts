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
/** So many stays are looked at together; more where few of them are of people who were asked for. */
const lookedAtFirst = 200;
const lookedAtMost = 10_000;
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
 * A page of them, and one more. The stays that name the reason are looked at in their order, some at a time, until the page
 * is full: a reason of very many people costs no more than one of a hundred.
 */
async function readHeld(db: Db, code: string, asked: Asked): Promise<HeldPerson[]> {
	const people: HeldPerson[] = [];
	let after: string | undefined = asked.after ?? beforeAll;
	for (let most = lookedAtFirst; after; most = Math.min(4 * most, lookedAtMost)) {
		const stays = await staysNaming(db, code, after, most);
		people.push(...(await heldWith(db, code, asked, stays, heldAtOnce + 1 - people.length)));
		after = people.length <= heldAtOnce && stays.length === most ? stays.at(-1) : undefined;
	}
	return people;
}

type Stay = { tenureId: string };

/** The next stays that name a reason in any view, or whose person said that it would have to change. */
async function staysNaming(db: Db, code: string, after: string, most: number): Promise<string[]> {
	const next = sql`
		and tenure_id > ${after}::uuid
		order by tenure_id
		limit ${most}
	`;
	const inView = (view: View) => sql`(
		select tenure_id
		from departure_reason
		where code = ${code}
			and view = ${view}
			${next}
	)`;
	const { rows } = await sql<Stay>`
		${sql.join(views.map(inView), sql` union `)}
		union
		(
			select tenure_id
			from unlock
			where code = ${code}
				${next}
		)
		order by tenure_id
		limit ${most}
	`.execute(db);
	return rows.map(({ tenureId }) => tenureId);
}

/** Who of those with these stays is asked for, in the order of the stays. */
async function heldWith(
	db: Db,
	code: string,
	{ group, quadrant }: Asked,
	stays: readonly string[],
	most: number
): Promise<HeldPerson[]> {
	const { rows } = await sql<HeldPerson>`
		select h.person_id, n.tenure_id, h.left_on, h.is_member, h.quadrant, h.heard, h.said, ${nameColumns('p')}
		from unnest(${[...stays]}::uuid[]) with ordinality n (tenure_id, place)
		cross join lateral (${heldBack(sql`array[${code}]`, sql`n.tenure_id`)}) h
		join person p on p.person_id = h.person_id
		where (${group} = 'leavers' or h.is_member)
			and (${group} <> 'waiting' or not h.heard)
			and (${quadrant ?? null}::text is null or h.quadrant = ${quadrant ?? null}::text)
		order by n.place
		limit ${most}
	`.execute(db);
	return rows;
}

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
