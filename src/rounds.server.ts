import { namesOff } from '#access/parts/parts.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob, type JobName } from '#platform/jobs/jobs.server.ts';

/** What each network wants done when its day begins. Each is a job of its own: one that fails keeps no other. */
const nightly = [
	'people_list.freshen',
	'tellings.count',
	'standing.changed',
	'report.send',
	'reasons.read',
	'keeping.tidy',
	'papers.tidy',
	'collaborations.close',
	'openings.close',
	'surveys.round',
	'returns.due',
	'check_ins.ask',
	'claims.tidy',
	'leavings.end',
	'digest.send',
	'pulse.ask',
	'send_offs.complete',
	'second_tellings.ask',
	'invitations.remind',
	'outreach.follow_up',
	'opening_feed.read',
	'audit.tidy'
] as const satisfies readonly JobName[];

/** What each network wants done every quarter of an hour. */
const quarterly = [
	'events.remind',
	'polls.close',
	'talks.remind',
	'calendars.read',
	'mail.look_after',
	'hr_imports.look',
	'erasures.due',
	'audit.ship'
] as const satisfies readonly JobName[];

/** Leaves a network's jobs for this quarter of an hour, and those of its night where a new day began in its zone; none of what is off. */
export async function goRound(network: InNetwork): Promise<void> {
	await inNetwork(network, async (db) => {
		const jobs: JobName[] = [...quarterly, ...((await dayBegan(db, network)) ? nightly : [])];
		const { partsOff } = await db.selectFrom('network').select('partsOff').executeTakeFirstOrThrow();
		const off = namesOff('jobs', partsOff);
		for (const job of jobs.filter((name) => !off.includes(name)))
			await leaveJob(db, job, network as never, { key: `${job}:${network.networkId}` });
	});
}

/** True once for each day of the network, and never for the day on which the network was made. */
async function dayBegan(db: Db, { networkId }: InNetwork): Promise<boolean> {
	const network = db.selectFrom('network').select('nightOn').where('networkId', '=', networkId);
	const [{ nightOn }, today] = [await network.executeTakeFirstOrThrow(), await networkToday(db)];
	if (nightOn !== null && nightOn >= today) return false;
	await db.updateTable('network').set({ nightOn: today }).where('networkId', '=', networkId).execute();
	return nightOn !== null;
}
