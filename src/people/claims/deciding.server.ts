import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns, namePairs } from '#people/persons/names.server.ts';
import { recordsAtOnce } from '#people/merging/record-facts.ts';
import { recordsWith } from '#people/persons/finding.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { candidateOf, candidatesFor, weighing } from './candidates.server.ts';
import { claimDays, type Candidate, type Weighed } from './claim.ts';
import { letIn, type Proved } from './letting-in.server.ts';
import { leaveDeclined } from './mailing.server.ts';

export const claimsAtOnce = 20;

export type ClaimAtDesk = Proved & {
	provedAt: Date;
	settledAt: Date | null;
	erasedAt: Date;
	/** Whose link they came by. */
	intro: Named | null;
};
export type ClaimWithRecords = ClaimAtDesk & { candidates: Candidate[] };

const columns = sql`
	q.claim_id, q.family_name, q.given_name, q.family_kana, q.given_kana,
	q.number, q.joined_year, q.left_year, q.department, q.words, q.address,
	q.locale, q.pass_on_id, q.state, q.person_id, q.proved_at, q.settled_at,
	q.made_at + make_interval(days => ${claimDays}) as erased_at
`;

/** The claims that wait, or those that are settled, oldest or latest first. The look is written to the audit log. */
export async function claimsAtDesk(
	actor: Actor,
	which: 'waiting' | 'settled',
	page: number
): Promise<ClaimWithRecords[]> {
	authorize(actor, 'claim.decide');
	const isWaiting = which === 'waiting';
	await freshenRows(actor);
	return inNetwork(actor, async (db) => {
		const { rows } = await sql<ClaimAtDesk>`
			select ${columns},
				case when i.person_id is not null then jsonb_build_object(${namePairs('i')}) end as intro
			from claim q
			left join pass_on o on o.network_id = q.network_id
				and o.pass_on_id = q.pass_on_id
			left join person i on i.network_id = q.network_id
				and i.person_id = o.person_id
			where ${isWaiting ? sql`q.state = 'waiting'` : sql`q.state in ('let_in', 'declined', 'is_member')`}
			order by ${isWaiting ? sql`q.proved_at` : sql`q.settled_at desc`}, q.claim_id
			limit ${claimsAtOnce}
			offset ${page * claimsAtOnce}
		`.execute(db);
		if (rows.length > 0)
			await writeAudit(db, actor, 'claim.see', undefined, { which, claims: rows.length });
		const candidates = isWaiting ? await candidatesFor(db, rows) : [];
		return rows.map((claim, at) => ({ ...claim, candidates: candidates[at] ?? [] }));
	});
}

/** A claim with the records that it may be about. */
export async function withRecords(db: Db, claim: ClaimAtDesk): Promise<ClaimWithRecords> {
	const [candidates] = await candidatesFor(db, [claim]);
	return { ...claim, candidates: candidates! };
}

/**
 * The desk knows whose place a claim is about: the link to join goes to the address that was proved. Throws NotFound, Stale
 * where it was settled since, and Invalid for a member or someone who works here.
 */
export async function acceptClaim(actor: Actor, claimId: string, personId: string): Promise<void> {
	authorize(actor, 'claim.decide');
	await inNetwork(actor, async (db) => {
		const claim = await lockOpen(db, claimId, ['waiting']);
		const person = await candidateOf(db, claim, personId);
		if (!person) throw new NotFound('No such person');
		if (person.isEmployed) throw new Invalid('claim_is_employed', 'form');
		await letIn(db, actor, claim, person, actor.personId);
		await writeAudit(db, actor, 'claim.let_in', personId);
	});
}

/** The desk cannot connect a claim to anybody. The mail says so kindly, and not why. Throws NotFound and Stale. */
export async function declineClaim(actor: Actor, claimId: string): Promise<void> {
	authorize(actor, 'claim.decide');
	await inNetwork(actor, async (db) => {
		const claim = await lockOpen(db, claimId, ['waiting']);
		await leaveDeclined(db, actor, claim);
		await db
			.updateTable('claim')
			.set({ state: 'declined', settledAt: new Date(), settledBy: actor.personId })
			.where('claimId', '=', claimId)
			.execute();
		await writeAudit(db, actor, 'claim.declined');
	});
}

/** What was declined waits again. Nothing is mailed for that. Throws NotFound and Stale. */
export async function reopenClaim(actor: Actor, claimId: string): Promise<void> {
	authorize(actor, 'claim.decide');
	await inNetwork(actor, async (db) => {
		await lockOpen(db, claimId, ['declined']);
		await db
			.updateTable('claim')
			.set({ state: 'waiting', settledAt: null, settledBy: null })
			.where('claimId', '=', claimId)
			.execute();
		await writeAudit(db, actor, 'claim.reopened');
	});
}

/** A claim in one of these states, locked until the transaction ends. Throws NotFound, and Stale where it was settled since. */
export async function lockOpen(db: Db, claimId: string, states: string[]): Promise<ClaimAtDesk> {
	const { rows } = await sql<ClaimAtDesk>`
		select ${columns}, null as intro
		from claim q
		where q.claim_id = ${claimId}
			and q.proved_at is not null
		for update of q
	`.execute(db);
	if (!rows[0]) throw new NotFound('No such claim');
	if (!states.includes(rows[0].state)) throw new Stale();
	return rows[0];
}

export type Found = Required<Named> &
	Weighed & {
		personId: string;
		department: string;
		leftOn: string | null;
	};

/**
 * Records of leavers that the desk looks for, as its list finds people, to connect a claim to. At most `recordsAtOnce`.
 * Namesakes are told apart by their last department and the day on which they left.
 */
export async function recordsFor(actor: Actor, wanted: string): Promise<Found[]> {
	authorize(actor, 'claim.decide');
	const found = recordsWith(wanted);
	if (!found) return [];
	await freshenRows(actor);
	const { rows } = await readNetwork(actor, (db) =>
		sql<Found>`
			select p.person_id, ${nameColumns('p')}, r.department,
				case when isfinite(r.left_on) then r.left_on end as left_on,
				${weighing}
			from person p
			join directory.person_row r using (network_id, person_id)
			left join contact c using (network_id, person_id)
			where p.removed_at is null
				and exists (select from departure d where d.person_id = p.person_id)
				and p.person_id in ${found}
			order by p.family_kana, p.given_kana, p.person_id
			limit ${recordsAtOnce}
		`.execute(db)
	);
	return rows;
}
