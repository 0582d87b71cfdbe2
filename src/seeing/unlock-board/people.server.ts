import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { tellableReasons } from '#people/departures/reason.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { heldBack } from './held-back.server.ts';

export type HeldPerson = Named & {
	personId: string;
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

export const heldAtOnce = 100;

/**
 * Whom a reason holds back, a hundred at a time. The look is written to the audit log. Throws NotFound for a reason that
 * is restricted or unknown.
 */
export async function peopleHeldBack(
	actor: Actor,
	code: string,
	{ group, quadrant, after }: Asked
): Promise<{ people: HeldPerson[]; total: number }> {
	authorize(actor, 'unlock.people');
	if (!tellableReasons.some((reason) => reason.code === code)) throw new NotFound('No such reason');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'unlock.people', undefined, { reason: code, group });
		return readHeld(db, code, { group, quadrant, after });
	});
}

type Row = HeldPerson & { total: number };

async function readHeld(
	db: Db,
	code: string,
	{ group, quadrant, after }: Asked
): Promise<{ people: HeldPerson[]; total: number }> {
	const { rows } = await sql<Row>`
		with held as (
			select *
			from (${heldBack(sql`array[${code}]`)}) h
			where (${group} = 'leavers' or h.is_member)
				and (${group} <> 'waiting' or not h.heard)
				and (${quadrant ?? null}::text is null or h.quadrant = ${quadrant ?? null}::text)
		)
		select h.person_id, h.left_on, h.is_member, h.quadrant, h.heard, h.said, ${nameColumns('p')},
			(select count(*) from held)::int as total
		from held h
		join person p on p.person_id = h.person_id
		where ${after ?? null}::uuid is null
			or h.person_id > ${after ?? null}::uuid
		order by h.person_id
		limit ${heldAtOnce}
	`.execute(db);
	return { people: rows.map(({ total: _, ...person }) => person), total: rows[0]?.total ?? 0 };
}
