import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { isEmployed } from '#people/tenures/employed.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { releaseBatch } from './batches.server.ts';

export type Basis = 'consent_on_leaving' | 'notice';

const isMember = sql`exists (
	select from membership m
	where m.person_id = c.person_id
)`;

/**
 * Leavers who can be invited: they have an address, have left, are no members, and did not ask to be left
 * alone.
 */
const reachable = sql`(
	select c.network_id, c.person_id, c.basis, d.left_on
	from contact c
	join departure d on d.person_id = c.person_id
		and d.is_latest
		and d.left_on <= (select network_today())
	where not c.do_not_contact
		and not ${isMember}
		and not ${isEmployed('c')}
)`;

/** Those of them who may be written to on some basis, and for whom no open invitation waits. */
const invitable = sql`(
	select r.network_id, r.person_id, r.left_on
	from ${reachable} r
	where r.basis is not null
		and not exists (
			select from invitation i
			where i.person_id = r.person_id
				and (i.sent_at is null or i.expires_at > now())
		)
)`;

type LeaverCounts = { withoutBasis: number; ready: number; withoutAddress: number; members: number };
type Wave = {
	waveId: string;
	called: string;
	madeAt: Date;
	size: number;
	sent: number;
	joined: number;
	state: 'running' | 'stopped' | 'sent';
	nextAt: Date | null;
};

/**
 * How the inviting stands: leavers without a basis, those ready to invite, and the last 50 waves with their
 * answers.
 */
export async function invitationDesk(actor: Actor) {
	authorize(actor, 'invitation.send');
	return readNetwork(actor, async (db) => {
		const [counts, waves] = await Promise.all([countLeavers(db), latestWaves(db)]);
		return { ...counts, waves };
	});
}

async function countLeavers(db: Db): Promise<LeaverCounts> {
	const { rows } = await sql<LeaverCounts>`
		select
			(select count(*) from ${reachable} r where r.basis is null) as without_basis,
			(select count(*) from ${invitable} i) as ready,
			(
				select count(*)
				from departure d
				where d.is_latest
					and not exists (
						select from contact c
						where c.person_id = d.person_id
					)
			) as without_address,
			(select count(*) from membership where ${memberIsAlumnus('membership')}) as members
	`.execute(db);
	return rows[0]!;
}

async function latestWaves(db: Db): Promise<Wave[]> {
	const { rows } = await sql<Wave>`
		select
			w.wave_id, w.called, w.made_at, w.size, w.state, w.next_at,
			count(i.sent_at) as sent, count(i.used_at) as joined
		from invitation_wave w
		left join invitation i using (network_id, wave_id)
		group by w.network_id, w.wave_id
		order by w.wave_id desc
		limit 50
	`.execute(db);
	return rows;
}

/**
 * Records on what basis the leavers without one may be written to (rule 9). Gives how many it was recorded
 * for.
 */
export async function recordBasis(actor: Actor, basis: Basis, on: string, note: string): Promise<number> {
	authorize(actor, 'invitation.send');
	return inNetwork(actor, async (db) => {
		const { numAffectedRows } = await sql`
			update contact
			set basis = ${basis}, basis_on = ${on}, basis_note = ${note}
			where person_id in (select r.person_id from ${reachable} r where r.basis is null)
		`.execute(db);
		const people = Number(numAffectedRows ?? 0);
		await writeAudit(db, actor, 'contact.basis', undefined, { basis, on, people });
		return people;
	});
}

/**
 * Sends a wave of invitations to the `size` most recent leavers who are ready, a batch at a time. The
 * worker writes the mails. Throws Invalid where nobody is ready.
 */
export async function sendWave(actor: Actor, called: string, size: number, batch = size): Promise<void> {
	authorize(actor, 'invitation.send');
	await inNetwork(actor, async (db) => {
		const waveId = await makeWave(db, actor, called);
		const { numAffectedRows } = await sql`
			insert into invitation (network_id, wave_id, person_id)
			select i.network_id, ${waveId}::uuid, i.person_id
			from ${invitable} i
			order by i.left_on desc, i.person_id
			limit ${size}
		`.execute(db);
		const people = Number(numAffectedRows ?? 0);
		if (people === 0) throw new Invalid('not_usable', 'size');
		await launch(db, actor, waveId, people, batch);
	});
}

/**
 * Invites one person, again or for the first time: a leaver on a recorded basis, or an employee. Throws
 * Invalid where there is no basis or no address.
 */
export async function invitePerson(actor: Actor, personId: string, called: string): Promise<void> {
	authorize(actor, 'invitation.send');
	await inNetwork(actor, async (db) => {
		const waveId = await makeWave(db, actor, called);
		const { numAffectedRows } = await sql`
			insert into invitation (network_id, wave_id, person_id)
			select r.network_id, ${waveId}::uuid, r.person_id
			from ${reachable} r
			where r.basis is not null
				and r.person_id = ${personId}
			union
			select c.network_id, ${waveId}::uuid, c.person_id
			from contact c
			where c.person_id = ${personId}
				and not c.do_not_contact
				and not ${isMember}
				and ${isEmployed('c')}
		`.execute(db);
		if (Number(numAffectedRows ?? 0) === 0) throw new Invalid('not_usable', 'invite');
		await launch(db, actor, waveId, 1, 1);
	});
}

async function makeWave(db: Db, actor: Actor, called: string): Promise<string> {
	const { waveId } = await db
		.insertInto('invitationWave')
		.values({ networkId: actor.networkId, called, madeBy: actor.personId })
		.returning('waveId')
		.executeTakeFirstOrThrow();
	return waveId;
}

/** Starts a wave of so many people: notes its size and lets the first batch go out. */
async function launch(db: Db, actor: Actor, waveId: string, people: number, batch: number): Promise<void> {
	await db
		.updateTable('invitationWave')
		.set({ size: people, batch, state: 'running' })
		.where('waveId', '=', waveId)
		.execute();
	await writeAudit(db, actor, 'invitation.send', waveId, { people });
	await releaseBatch(db, actor, waveId);
}
