import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { memberIsAlumnus } from '#access/policy/roles.server.ts';
import { checkHasCome } from '#platform/clock/network-today.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { waitLonger } from '#platform/database/patience.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { withdrawnBases } from './basis-withdrawing.server.ts';
import { recordedBases } from './bases.server.ts';
import { releaseBatch } from './batches.server.ts';
import { everyone, type Choice } from './choice.ts';
import {
	alumniCounted,
	countsOf,
	latelyCounted,
	readyCounted,
	withoutAddressCounted,
	withoutBasisCounted,
	type CountedBy,
	type LeaverCount
} from './counting.server.ts';
import { allLeavers, fits, mayBeInvited, personToInvite } from './leavers.server.ts';
import { typedName, usualNameOf } from './wave-name.server.ts';

export type Basis = 'consent_on_leaving' | 'notice';

/** `lately` were invited in the last 30 days, and are not here yet. */
type CountedName = 'withoutBasis' | 'ready' | 'lately' | 'withoutAddress';
type Others = {
	optedOut: number;
	members: number;
	/** Nobody is in the network who could ever be invited. */
	isEmpty: boolean;
};
/** How the inviting stands: leavers without a basis, those ready to invite, and the bases that were recorded. */
export async function invitationDesk(actor: Actor) {
	authorize(actor, 'invitation.send');
	await freshenRows(actor);
	return readNetwork(actor, async (db) => {
		const [counts, bases, withdrawn] = await Promise.all([
			countLeavers(db),
			recordedBases(db),
			withdrawnBases(db)
		]);
		return { ...counts, bases, withdrawn };
	});
}

type Numbered = { number: number };

/** Which wave the next one is. Those in which colleagues were invited do not count. */
export async function numberOfNextWave(actor: Actor): Promise<number> {
	authorize(actor, 'invitation.send');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Numbered>`
			select count(*)::int + 1 as number
			from invitation_wave w
			where not exists (
				select from invitation i
				where i.wave_id = w.wave_id
					and i.roles is not null
			)
		`.execute(db)
	);
	return rows[0]!.number;
}

async function countLeavers(db: Db): Promise<CountedBy<CountedName> & Others> {
	const { rows } = await sql<Record<CountedName, LeaverCount> & Others>`
		select
			${withoutBasisCounted} as without_basis,
			${readyCounted} as ready,
			${latelyCounted} as lately,
			${withoutAddressCounted} as without_address,
			(select count(*)::int from opt_out) as opted_out,
			${alumniCounted} as members,
			not exists (select from departure where is_latest)
				and not exists (select from opt_out)
				and not exists (
					select from membership
					where ${memberIsAlumnus('membership')}
				) as is_empty
	`.execute(db);
	const { optedOut, members, isEmpty, ...counted } = rows[0]!;
	return { optedOut, members, isEmpty, ...countsOf<CountedName>(counted) };
}

/**
 * Records on what basis the leavers of a choice may be written to who have none yet (rule 9). Gives how many it was
 * recorded for.
 */
export async function recordBasis(
	actor: Actor,
	basis: Basis,
	on: string,
	note: string,
	choice: Choice = everyone
): Promise<number> {
	authorize(actor, 'invitation.send');
	return inNetwork(actor, async (db) => {
		await checkHasCome(db, on, 'on');
		await waitLonger(db);
		const { numAffectedRows } = await sql`
			update contact
			set basis = ${basis}, basis_on = ${on}, basis_note = ${note}
			where person_id in (
				select l.person_id
				from ${allLeavers} l
				where l.state = 'no_basis'
					and ${fits(choice)}
			)
		`.execute(db);
		const people = Number(numAffectedRows ?? 0);
		await writeAudit(db, actor, 'contact.basis', undefined, { basis, on, people, choice });
		return people;
	});
}

export type WaveWish = {
	called: string;
	/** Which wave the form said that this would be: a name with it was proposed. */
	number?: number | undefined;
	size: number;
	/** How many go out at once; all where nothing is said. */
	batch?: number;
	choice?: Choice;
	/** People of the choice who are left out. */
	without?: readonly string[];
	/** Also those to whom an invitation went lately. */
	again?: boolean;
	/** After how many days those who have not joined are reminded once. */
	remindAfter?: number | null;
};

/**
 * Sends a wave of invitations to the `size` most recent leavers of a choice who can be invited, a batch at a time. The
 * worker writes the mails. Throws Invalid where nobody can be.
 */
export async function sendWave(actor: Actor, wish: WaveWish): Promise<void> {
	authorize(actor, 'invitation.send');
	const { called, size, batch = size, choice = everyone, without = [], again = false } = wish;
	await inNetwork(actor, async (db) => {
		const waveId = await makeWave(db, actor, typedName(called, wish.number), wish.remindAfter ?? null);
		await waitLonger(db);
		const { numAffectedRows } = await sql`
			insert into invitation (network_id, wave_id, person_id)
			select l.network_id, ${waveId}::uuid, l.person_id
			from ${allLeavers} l
			where ${mayBeInvited(again)}
				and ${fits(choice)}
				and l.person_id <> all (${[...without]}::uuid[])
			order by l.left_on desc, l.person_id
			limit ${size}
		`.execute(db);
		const people = Number(numAffectedRows ?? 0);
		if (people === 0) throw new Invalid('nobody_to_invite', 'size');
		await launch(db, actor, waveId, people, batch, { choice, without: without.length, again });
	});
}

/**
 * Invites one person, again or for the first time: a leaver on a recorded basis, or an employee. Throws Invalid where
 * there is no basis or no address, and where one went to them lately and `again` was not said.
 */
export async function invitePerson(actor: Actor, personId: string, again = false): Promise<void> {
	authorize(actor, 'invitation.send');
	await inNetwork(actor, async (db) => {
		const person = await personToInvite(db, personId);
		if (!person) throw new Invalid('not_usable', 'invite');
		if (person.isLately && !again) throw new Invalid('invited_lately', 'invite');
		const waveId = await makeWave(db, actor, usualNameOf('single'), null);
		await db.insertInto('invitation').values({ networkId: actor.networkId, waveId, personId }).execute();
		await launch(db, actor, waveId, 1, 1, { again });
	});
}

async function makeWave(
	db: Db,
	actor: Actor,
	name: ReturnType<typeof typedName>,
	remindAfter: number | null
): Promise<string> {
	const { waveId } = await db
		.insertInto('invitationWave')
		.values({ networkId: actor.networkId, ...name, madeBy: actor.personId, remindAfter })
		.returning('waveId')
		.executeTakeFirstOrThrow();
	return waveId;
}

/** Starts a wave of so many people: notes its size and lets the first batch go out. */
async function launch(
	db: Db,
	actor: Actor,
	waveId: string,
	people: number,
	batch: number,
	how: Record<string, unknown>
): Promise<void> {
	await db
		.updateTable('invitationWave')
		.set({ size: people, batch, state: 'running' })
		.where('waveId', '=', waveId)
		.execute();
	await writeAudit(db, actor, 'invitation.send', waveId, { people, ...how });
	await releaseBatch(db, actor, waveId);
}
