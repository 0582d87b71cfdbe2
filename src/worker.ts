import { EventEmitter } from 'node:events';
import type { TaskList, WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { tidyAudit } from '#access/audit/keeping.server.ts';
import { shipAudit } from '#access/audit/shipping/shipping.server.ts';
import { tidyNetwork } from '#access/keeping/tidying.server.ts';
import { sendDigests } from '#gathering/digests/digests.server.ts';
import { announce, remindAndAsk } from '#gathering/events/tasks.server.ts';
import { offerGroup } from '#gathering/groups/groups.server.ts';
import { tellGuides } from '#gathering/helpers/helpers.server.ts';
import { previewLink } from '#gathering/link-previews/link-previews.server.ts';
import { deliver } from '#gathering/notifications/delivering.server.ts';
import { tellOfMailTrouble } from '#gathering/notifications/mail-trouble.server.ts';
import { makeOwnData } from '#gathering/own-data/making.server.ts';
import { forgetPapers } from '#gathering/papers/answering.server.ts';
import { erasePost } from '#gathering/posts/removing.server.ts';
import { compareClaim, forgetClaims } from '#people/claims/tasks.server.ts';
import { endLeavings } from '#people/leaving/leaving.server.ts';
import { askSecondTellings } from '#people/second-tellings/asking.server.ts';
import { completeSendOffs } from '#people/send-offs/completing.server.ts';
import { eraseDue } from '#people/removing/erasing.server.ts';
import { answerSignInWish } from '#people/persons/signing-in.server.ts';
import { askPulses } from '#people/pulses/asking.server.ts';
import { goOnOrStop } from '#people/invitations/batches.server.ts';
import { remindInvited } from '#people/invitations/reminding.server.ts';
import { sendInvitations } from '#people/invitations/sending.server.ts';
import { readWords } from '#people/departures/reading-words.server.ts';
import { takeNightlyFiles } from '#people/hr-imports/nightly/nightly.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { undoHrRows } from '#people/hr-imports/undoing.server.ts';
import { writeHrRows } from '#people/hr-imports/writing.server.ts';
import { secret } from '#platform/config/secret.ts';
import { closePools, loginAs } from '#platform/database/connection.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import type { Job, JobName } from '#platform/jobs/jobs.server.ts';
import { taskOf } from '#platform/jobs/hopeless.server.ts';
import { noteWorker, releaseOrphans } from '#platform/jobs/orphans.server.ts';
import { connectionsOfRunners, startRunners } from '#platform/jobs/runners.server.ts';
import { log } from '#platform/log/log.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Reader } from '#platform/locale/reader.ts';
import { lookAfterMails, sendMail } from '#platform/mail/sending.server.ts';
import { readCalendar, readCalendars } from '#returning/casual-talks/hosting/calendars.server.ts';
import { tellWithdrawn } from '#returning/applications/withdrawing.server.ts';
import { tellCalledOff } from '#returning/casual-talks/booking/calling-off.server.ts';
import { remindOfTalks } from '#returning/casual-talks/after/reminding.server.ts';
import { closeOpenings } from '#returning/openings/closing.server.ts';
import { readOpeningFeed } from '#returning/openings/importing.server.ts';
import { tellWishers } from '#returning/openings/wishes.server.ts';
import { stopWithoutMaker } from '#outside/webhooks/makers.server.ts';
import { tellOfEndpoint } from '#outside/webhooks/switched-off.server.ts';
import { deliverWebhook } from '#platform/webhooks/delivering.server.ts';
import { followUp } from '#returning/outreach/following-up.server.ts';
import { recordDueReturns } from '#returning/rehires/due-returns.server.ts';
import { noteOutcome, noteReturn } from '#returning/referrals/referrals.server.ts';
import { askCheckIns } from '#returning/welcome/check-ins.server.ts';
import { attributeRehire } from '#seeing/attribution/tasks.server.ts';
import { rollUpCadence } from '#seeing/cadence/tasks.server.ts';
import { publishFigures } from '#seeing/published/tasks.server.ts';
import { rollUpQuadrants } from '#seeing/quadrants/tasks.server.ts';
import { sendDueChange } from '#telling/changes/publishing.server.ts';
import { sendDueLetter, tellOfLetter } from '#telling/letters/publishing.server.ts';
import { tellOfStory } from '#telling/stories/editions.server.ts';
import { rollUpUnlocks } from '#seeing/unlock-board/tasks.server.ts';
import { tellingsFor } from '#telling/digest/tellings.server.ts';
import { matchChange, matchPerson } from '#telling/matches/matching.server.ts';
import { goRound } from './rounds.server.ts';

/** Who does which job. An event of an earlier room finds its later room here. */
const work: { [N in JobName]: (job: Job<N>) => Promise<void> } = {
	'mail.send': sendMail,
	'mail.send_at_once': sendMail,
	'sign_in.asked': answerSignInWish,
	'mail.trouble': tellOfMailTrouble,
	'mail.look_after': lookAfterMails,
	'hr_import.read': readHrFile,
	'hr_import.write': writeHrRows,
	'hr_import.undo': undoHrRows,
	'own_data.make': makeOwnData,
	'erasures.due': eraseDue,
	'keeping.tidy': async (job) => void (await tidyNetwork(job)),
	'hr_imports.look': takeNightlyFiles,
	'invitation_wave.send': sendInvitations,
	'invitation_wave.next': goOnOrStop,
	'invitations.remind': remindInvited,
	'claim.proved': compareClaim,
	'claims.tidy': forgetClaims,
	'leavings.end': endLeavings,
	'person.joined': async (job) => {
		await tellGuides(job);
		await noteOutcome(job, 'joined');
	},
	'notifications.deliver': deliver,
	'link.preview': previewLink,
	'post.erase': erasePost,
	'group.fill': offerGroup,
	'event.announced': announce,
	'reasons.read': readWords,
	'pulse.ask': askPulses,
	'send_offs.complete': completeSendOffs,
	'second_tellings.ask': askSecondTellings,
	'digest.send': (job) => sendDigests(job, tellingsFor),
	'change.due': sendDueChange,
	'change.published': matchChange,
	'letter.due': sendDueLetter,
	'letter.published': tellOfLetter,
	'story.published': tellOfStory,
	'person.spoke': matchPerson,
	'standing.changed': async (job) => {
		await rollUpQuadrants(job);
		await rollUpUnlocks(job);
		await rollUpCadence(job);
		await publishFigures(job);
	},
	'outreach.follow_up': followUp,
	'rehire.recorded': async (job) => {
		await attributeRehire(job);
		await noteReturn(job);
	},
	'calendar.read': readCalendar,
	'opening.opened': tellWishers,
	'opening_feed.read': readOpeningFeed,
	'webhook.deliver': async (job) => {
		await stopWithoutMaker(job);
		await deliverWebhook(job);
	},
	'webhook.switched_off': tellOfEndpoint,
	'papers.tidy': forgetPapers,
	'openings.close': closeOpenings,
	'returns.due': recordDueReturns,
	'check_ins.ask': askCheckIns,
	'events.remind': remindAndAsk,
	'talk.called_off': tellCalledOff,
	'application.withdrawn': tellWithdrawn,
	'talks.remind': remindOfTalks,
	'calendars.read': readCalendars,
	'audit.ship': (job) => shipAudit(job),
	'audit.tidy': (job) => tidyAudit(job, pool)
};

const everyMinute = 60_000;
const processName = `okaeri-worker-${crypto.randomUUID()}`;
const pool = new pg.Pool({
	...loginAs('worker'),
	application_name: processName,
	max: connectionsOfRunners + 3,
	connectionTimeoutMillis: 10_000
});
const replaced = () => undefined; // a lost connection is replaced; its job is tried again
pool.on('error', replaced);
pool.on('connect', (client) => void client.on('error', replaced));

const tasks: TaskList = Object.fromEntries(
	Object.entries(work).map(([name, task]) => [
		name,
		taskOf(async (job) => asReader(await readerOf(job), () => task(job as never)))
	])
);

/** Work for a network speaks its language and keeps its time, unless it is for one person. */
async function readerOf({ networkId }: { networkId: string }): Promise<Reader> {
	const network = await readNetwork({ networkId }, (db) =>
		db.selectFrom('network').select(['locale', 'timeZone']).executeTakeFirst()
	);
	return { locale: network?.locale === 'en' ? 'en' : 'ja', timeZone: network?.timeZone ?? 'Asia/Tokyo' };
}

/** Every quarter of an hour: room for the touchpoints to come, and a round through the networks. */
tasks['quarter.begins'] = async () => {
	await pool.query(`select make_touchpoint_months(now()::date, (now() + interval '2 months')::date)`);
	for (const networkId of await networks())
		await goRound({ networkId }).catch((error: unknown) =>
			log.error({ error, networkId }, 'The round through a network failed; the others went on')
		);
};

async function networks(): Promise<string[]> {
	return (await pool.query<{ id: string }>('select network_ids() as id')).rows.map((row) => row.id);
}

async function begin() {
	secret(); // throws where others could guess it
	// A connection of this name stays open as long as the process lives: by it others see that it does.
	const sign = await pool.connect();
	await releaseOrphans(pool);
	const runners = await startRunners({ events: listeners(), pgPool: pool }, tasks, 'quarter.begins');
	return { sign, runners };
}

function listeners(): WorkerEvents {
	const events: WorkerEvents = new EventEmitter();
	events.on('pool:create', ({ workerPool }) => noteHolder(workerPool.id));
	events.on('worker:create', ({ worker }) => noteHolder(worker.workerId));
	events.on('job:error', ({ job, error }) =>
		log.warn(
			{ task: job.task_identifier, job: job.id, attempt: job.attempts, error },
			'A job failed and will be tried again'
		)
	);
	events.on('job:failed', ({ job }) =>
		log.error({ task: job.task_identifier, job: job.id }, 'A job failed for good')
	);
	return events;
}

/** A holder that could not be noted loses its jobs to others after 20 s, and does them twice at worst. */
function noteHolder(id: string): void {
	noteWorker(pool, id, processName).catch((error: unknown) =>
		log.warn({ error }, 'Could not note who holds jobs')
	);
}

const { sign, runners } = await begin().catch(cannotStart);
const watch = setInterval(
	() =>
		void releaseOrphans(pool).catch((error: unknown) =>
			log.warn({ error }, 'Could not look for lost workers')
		),
	everyMinute / 6
);
log.info('The worker works');
process.send?.('ready');

/** Whoever started this process hears in words why it does not work, and tries again later. */
async function cannotStart(error: NodeJS.ErrnoException): Promise<never> {
	log.error({ error }, 'The worker could not start');
	await new Promise((sent) =>
		process.send ? process.send(error.message || error.code, sent) : sent(null)
	);
	process.exit(1);
}

async function stop(): Promise<void> {
	clearInterval(watch);
	await runners.stop();
	sign.release();
	await pool.end();
	await closePools();
	process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
process.on('disconnect', () => void stop()); // whoever started it is gone
