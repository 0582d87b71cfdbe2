import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { answersEnough, daysToAnswer } from './invitation.ts';

/** The mail `ml` of the invitation `i` went out, or its link was handed over without one. Mails of long ago are tidied away. */
export const wentOut = sql`(i.sent_at is not null and coalesce(ml.status, 'sent') = 'sent')`;

type Released = { isAll: boolean };
type Answers = { sent: number; joined: number };

/**
 * Lets the next batch of a wave go out. Three days later the worker looks whether enough people have
 * joined.
 */
export async function releaseBatch(db: Db, { networkId }: InNetwork, waveId: string): Promise<void> {
	const isLast = sql`released + batch >= size`;
	const { rows } = await sql<Released>`
		update invitation_wave
		set
			released = least(size, released + batch),
			state = case when ${isLast} then 'sent' else 'running' end,
			is_halted = false,
			next_at = case when ${isLast} then null else now() + make_interval(days => ${daysToAnswer}) end
		where wave_id = ${waveId}
		returning released = size as is_all
	`.execute(db);
	await leaveJob(db, 'invitation_wave.send', { networkId, waveId });
	if (rows[0] && !rows[0].isAll)
		await leaveJob(
			db,
			'invitation_wave.next',
			{ networkId, waveId },
			{ key: `invitation_wave.next:${waveId}`, after: daysToAnswer * 86_400, isPutOff: true }
		);
}

/**
 * Some days after a batch: goes on with the next one, or stops the wave where too few people have joined.
 * What is wrong with an invitation is then not sent to everybody.
 */
export async function goOnOrStop({ networkId, waveId }: InNetwork & { waveId: string }): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		await lockRunning(db, waveId);
		const answers = await answersTo(db, waveId);
		if (!answers) return;
		const { sent, joined } = answers;
		if (sent === 0) await putOff(db, networkId, waveId);
		else if (answersEnough(sent, joined)) await releaseBatch(db, { networkId }, waveId);
		else
			await db
				.updateTable('invitationWave')
				.set({ state: 'stopped', nextAt: null })
				.where('waveId', '=', waveId)
				.execute();
	});
}

/** Waits for whoever stops the wave or lets it go on at this moment, so that what is read next still holds when it is acted on. */
async function lockRunning(db: Db, waveId: string): Promise<void> {
	await sql`
		select from invitation_wave
		where wave_id = ${waveId}
			and state = 'running'
		for update
	`.execute(db);
}

/** Nothing has gone out yet, for instance while mail stands still: there is nothing to judge by before tomorrow. */
async function putOff(db: Db, networkId: string, waveId: string): Promise<void> {
	await sql`
		update invitation_wave
		set next_at = now() + interval '1 day'
		where wave_id = ${waveId}
	`.execute(db);
	await leaveJob(
		db,
		'invitation_wave.next',
		{ networkId, waveId },
		{ key: `invitation_wave.next:${waveId}`, after: 86_400, isPutOff: true }
	);
}

/** How many mails of a running wave went out, and how many people joined. Undefined where nothing is left to go on with. */
async function answersTo(db: Db, waveId: string): Promise<Answers | undefined> {
	const { rows } = await sql<Answers>`
		select count(*) filter (where ${wentOut})::int as sent, count(i.used_at)::int as joined
		from invitation_wave w
		join invitation i using (network_id, wave_id)
		left join mail ml using (network_id, mail_id)
		where w.wave_id = ${waveId}
			and w.state = 'running'
			and w.released < w.size
		group by w.wave_id
	`.execute(db);
	return rows[0];
}

/** The desk lets stopped waves go on, and knows why they stopped. Gives how many go on. */
export async function resumeWaves(actor: Actor, waveIds: readonly string[]): Promise<number> {
	authorize(actor, 'invitation.send');
	return inNetwork(actor, async (db) => {
		const stopped = await db
			.selectFrom('invitationWave')
			.select('waveId')
			.where('waveId', 'in', [...waveIds])
			.where('state', '=', 'stopped')
			.orderBy('waveId')
			.forUpdate()
			.execute();
		for (const { waveId } of stopped) {
			await writeAudit(db, actor, 'invitation.resume', waveId);
			await releaseBatch(db, actor, waveId);
		}
		return stopped.length;
	});
}

/** The desk stops waves before their next batch. Does nothing to those that do not run. Gives how many stopped. */
export async function stopWaves(actor: Actor, waveIds: readonly string[]): Promise<number> {
	authorize(actor, 'invitation.send');
	return inNetwork(actor, async (db) => {
		const stopped = await db
			.updateTable('invitationWave')
			.set({ state: 'stopped', nextAt: null, isHalted: true })
			.where('waveId', 'in', [...waveIds])
			.where('state', '=', 'running')
			.returning('waveId')
			.execute();
		for (const { waveId } of stopped) await writeAudit(db, actor, 'invitation.stop', waveId);
		return stopped.length;
	});
}
