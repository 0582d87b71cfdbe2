import { sql } from 'kysely';
import { writeAudit } from '#access/audit/audit.server.ts';
import { giveUpRoles } from '#access/policy/leaving.server.ts';
import * as m from '#locales/messages.ts';
import { lockContact } from '#people/contacts/addresses.server.ts';
import type { DepartureKind } from '#people/departures/kind.ts';
import { releaseBatch } from '#people/invitations/batches.server.ts';
import { usualNameOf } from '#people/invitations/wave-name.server.ts';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { followEmployment, worksHere } from '#people/tenures/employment.server.ts';
import { recordEnd } from '#people/tenures/ends.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { leaveFarewell } from './mails.server.ts';
import { takeUpPrivateAddress } from './private-address.server.ts';
import { stateOnDeparture } from './talk.server.ts';

type Due = {
	sendOffId: string;
	personId: string;
	tenureId: string;
	lastOn: string;
	kind: DepartureKind | null;
	begunBy: string;
	privateAddress: string | null;
	isAddressProved: boolean;
	accountId: string | null;
};

/**
 * Completes every send-off whose last day has passed, each in a transaction of its own. One that fails keeps no other; what
 * failed is thrown in the end, so that the job is tried again.
 */
export async function completeSendOffs({ networkId }: InNetwork): Promise<void> {
	const failures: unknown[] = [];
	for (const sendOffId of await dueToday({ networkId }))
		await inNetwork({ networkId }, (db) => completeIfDue(db, { networkId }, sendOffId)).catch(
			(failure: unknown) => failures.push(failure)
		);
	if (failures.length > 0) throw new AggregateError(failures, 'Send-offs could not be completed');
}

const isDue = sql<boolean>`(
	s.state = 'running'
		and coalesce(t.ended_on, s.last_on) < network_today()
)`;

type Id = { sendOffId: string };

async function dueToday(where: InNetwork): Promise<string[]> {
	const { rows } = await readNetwork(where, (db) =>
		sql<Id>`
			select s.send_off_id
			from send_off s
			join tenure t using (network_id, tenure_id)
			where ${isDue}
			order by s.last_on
		`.execute(db)
	);
	return rows.map(({ sendOffId }) => sendOffId);
}

/** Locks a send-off, and completes it if it still is due. */
async function completeIfDue(db: Db, where: InNetwork, sendOffId: string): Promise<void> {
	const { rows } = await sql<Due>`
		select
			s.send_off_id, s.person_id, s.tenure_id, s.kind, s.begun_by, s.private_address,
			coalesce(t.ended_on, s.last_on) as last_on,
			s.address_proved_at is not null as is_address_proved,
			(select mb.account_id from membership mb where mb.person_id = s.person_id) as account_id
		from send_off s
		join tenure t using (network_id, tenure_id)
		where s.send_off_id = ${sendOffId}::uuid
			and ${isDue}
		for update of s
	`.execute(db);
	if (rows[0]) await complete(db, where, rows[0]);
}

/** The stay ends, what was said becomes the departure's, and a member is an alumnus from now on. */
async function complete(db: Db, where: InNetwork, due: Due): Promise<void> {
	const { sendOffId, personId, tenureId, accountId } = due;
	await lockContact(db, personId);
	const worked = await worksHere(db, personId);
	await endStays(db, where, due);
	await stateOnDeparture(db, where, sendOffId, tenureId);
	await followEmployment(db, personId, worked || accountId !== null);
	const hasLeft = !(await worksHere(db, personId));
	const rolesGone = hasLeft ? await giveUpRoles(db, personId) : [];
	await takeUpPrivateAddress(db, where, due);
	await db
		.updateTable('sendOff')
		.set({ state: 'done', endedAt: new Date(), linkHash: null, addressHash: null })
		.where('sendOffId', '=', sendOffId)
		.execute();
	await writeAudit(db, { ...where, personId: due.begunBy }, 'send_off.done', personId, {
		sendOffId,
		rolesGone
	});
	if (!hasLeft) return;
	if (accountId) await leaveFarewell(db, where, personId);
	else await inviteLeaver(db, where, due);
	await leaveJob(db, 'person.spoke', { ...where, personId });
	await leaveStandingChanged(db, where);
}

/** Ends every stay that is open, since who leaves has left all of them; who moves within the group leaves one. */
async function endStays(db: Db, where: InNetwork, { personId, tenureId, lastOn, kind }: Due): Promise<void> {
	const open = await db
		.selectFrom('tenure')
		.select('tenureId')
		.where('personId', '=', personId)
		.where('endedOn', 'is', null)
		.where('startedOn', '<=', lastOn)
		.execute();
	const ending = new Set(
		kind === 'group_move' ? [tenureId] : [tenureId, ...open.map((stay) => stay.tenureId)]
	);
	for (const stay of ending) {
		await db
			.updateTable('tenure')
			.set({ endedOn: lastOn })
			.where('tenureId', '=', stay)
			.where('endedOn', 'is', null)
			.execute();
		await recordEnd(db, where, { personId, tenureId: stay, endedOn: lastOn, kind });
	}
}

type Basis = { canBeInvited: boolean };

/**
 * Someone without an account who agreed to be in the network is invited. What they agreed to on leaving is the basis on
 * which they may be written to (rule 9).
 */
async function inviteLeaver(db: Db, where: InNetwork, { personId, begunBy }: Due): Promise<void> {
	const { rows } = await sql<Basis>`
		update contact c
		set basis = coalesce(c.basis, 'consent_on_leaving'),
			basis_on = case when c.basis is null then network_today() else c.basis_on end
		where c.person_id = ${personId}
			and exists (
				select from consent n
				where n.person_id = c.person_id
					and n.purpose = 'network'
					and n.withdrawn_at is null
			)
		returning not c.do_not_contact as can_be_invited
	`.execute(db);
	if (!rows[0]?.canBeInvited) return;
	const { waveId } = await db
		.insertInto('invitationWave')
		.values({
			networkId: where.networkId,
			...usualNameOf('send_off'),
			madeBy: begunBy,
			size: 1,
			batch: 1,
			state: 'running'
		})
		.returning('waveId')
		.executeTakeFirstOrThrow();
	await db.insertInto('invitation').values({ networkId: where.networkId, waveId, personId }).execute();
	await releaseBatch(db, where, waveId);
}
