import { sql } from 'kysely';
import type { Db, InNetwork } from '#platform/database/network.server.ts';
import { aboutNow } from '#platform/log/about.server.ts';

/** Background jobs, by name, and what each needs to know. `worker.ts` ties each name to the room that does it. */
export type Jobs = {
	'mail.send': { mailId: string };
	'mail.send_at_once': { mailId: string };
	'sign_in.asked': { email: string; next: string; wishId?: string };
	'mail.trouble': { mailId: string };
	'mail.look_after': Record<never, never>;
	'hr_import.read': { hrImportId: string };
	'hr_import.write': { hrImportId: string };
	'hr_import.undo': { hrImportId: string };
	'people_list.freshen': Record<never, never>;
	'keeping.tidy': Record<never, never>;
	'erasures.due': Record<never, never>;
	'own_data.make': { personId: string };
	'hr_imports.look': Record<never, never>;
	'invitation_wave.send': { waveId: string };
	'invitation_wave.next': { waveId: string };
	'claim.proved': { claimId: string };
	'leavings.end': Record<never, never>;
	'claims.tidy': Record<never, never>;
	'change.due': { changeId: string };
	'invitations.remind': Record<never, never>;
	'change.published': { changeId: string };
	'letter.due': { letterId: string };
	'letter.published': { letterId: string };
	'segment.count': { segmentId: string };
	'survey.opened': { surveyId: string };
	'survey.remind': { surveyId: string };
	'survey.mix': { surveyId: string };
	'surveys.round': Record<never, never>;
	'story.published': { storyId: string };
	'person.joined': { personId: string };
	'person.spoke': { personId: string };
	'standing.changed': Record<never, never>;
	'overview.count': Record<never, never>;
	'report.send': Record<never, never>;
	'tellings.count': Record<never, never>;
	'notifications.deliver': Record<never, never>;
	'link.preview': { url: string };
	'group.fill': { groupId: string };
	'event.announced': { eventId: string };
	'digest.send': Record<never, never>;
	'reasons.read': Record<never, never>;
	'outreach.follow_up': Record<never, never>;
	'outreach_round.ask': { roundId: string };
	'pulse.ask': Record<never, never>;
	'send_offs.complete': Record<never, never>;
	'second_tellings.ask': Record<never, never>;
	'post.erase': { postId: string };
	'rehire.recorded': { rehireId: string };
	'calendar.read': { personId: string };
	'webhook.deliver': { messageId: string; endpointId: string };
	'webhook.switched_off': { endpointId: string };
	'opening.opened': { openingId: string };
	'opening_feed.read': Record<never, never>;
	'papers.tidy': Record<never, never>;
	'collaborations.close': Record<never, never>;
	'openings.close': Record<never, never>;
	'returns.due': Record<never, never>;
	'check_ins.ask': Record<never, never>;
	'events.remind': Record<never, never>;
	'polls.close': Record<never, never>;
	'talk.called_off': { talkId: string };
	'application.withdrawn': { applicationId: string };
	'talks.remind': Record<never, never>;
	'calendars.read': Record<never, never>;
	'audit.ship': Record<never, never>;
	'audit.tidy': Record<never, never>;
};

export type JobName = keyof Jobs;
export type Job<N extends JobName> = InNetwork & Jobs[N];

/** A job says which request it was left by, if any, and so do those that it leaves itself. */
function withRequest(job: object): object {
	const request = aboutNow()?.request;
	return request ? { ...job, request } : job;
}

/**
 * Leaves a job in the running transaction. It runs if and only if that commits. With `after`, it runs that many seconds
 * later. With `key`, a waiting job of the same key is replaced and keeps the earlier due time of the two, so that it runs
 * even while it is asked for all the time. With `isPutOff`, it takes the new due time.
 */
export async function leaveJob<N extends JobName>(
	db: Db,
	name: N,
	job: Job<N>,
	options: { key?: string; after?: number; isPutOff?: boolean } = {}
): Promise<void> {
	const at = options.after ? sql`now() + make_interval(secs => ${options.after})` : sql`now()`;
	const leave = sql.raw(options.isPutOff ? 'put_off_job' : 'leave_job');
	await sql`
		select ${leave}(${name}, ${JSON.stringify(withRequest(job))}::jsonb, ${options.key ?? null}, ${at})
	`.execute(db);
}

/** A job of many, with its key and in how many seconds it is due, as `leaveJob` takes them. */
type OneOfMany<N extends JobName> = { job: Job<N>; key?: string; after?: number };

/** Leaves many jobs of one kind in the running transaction, in one statement. */
export async function leaveJobs<N extends JobName>(
	db: Db,
	name: N,
	jobs: readonly OneOfMany<N>[]
): Promise<void> {
	const [first] = jobs;
	if (!first) return;
	if (jobs.length === 1) return leaveJob(db, name, first.job, first); // which finds its key however long the queue is
	const given = jobs.map(({ job, key, after = 0 }) => ({ job: withRequest(job), key, after }));
	await sql`
		select leave_jobs(${name}, ${JSON.stringify(given)}::jsonb)
	`.execute(db);
}
