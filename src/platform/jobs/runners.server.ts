import { Logger, parseCronItems, run, type RunnerOptions, type TaskList } from 'graphile-worker';
import { log } from '#platform/log/log.server.ts';
import type { JobName } from './jobs.server.ts';

type Share = { jobs: readonly JobName[]; concurrency: number };

/**
 * Jobs with a runner of their own. Mails, and among them those that someone waits for, are held up by nothing else:
 * neither by slow work, nor by a long row of other mails, nor by a mail server that hangs with those.
 */
const shares: readonly Share[] = [
	{ jobs: ['mail.send_at_once', 'sign_in.asked'], concurrency: 2 },
	{ jobs: ['mail.send'], concurrency: 3 }
];
const restConcurrency = 3;

/** How many connections the runners need at once: one for each job, and one each to listen. */
export const connectionsOfRunners =
	shares.reduce((sum, { concurrency }) => sum + concurrency + 1, 0) + restConcurrency + 1;

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const;
/** The queue's own lines, in our log. What it tells of single jobs we write ourselves, without what they are about. */
const logger = new Logger((scope) => (level, message, meta) => {
	const { taskIdentifier, jobId, workerId } = scope;
	if (jobId === undefined)
		log[levels[level]]({ taskIdentifier, workerId, error: meta.error }, `Queue: ${message}`);
});

type Options = Pick<RunnerOptions, 'pgPool' | 'events'>;

/** Starts a runner for each share of the jobs, and one for the rest, which also looks at the clock. */
export async function startRunners(
	options: Options,
	tasks: TaskList,
	clock: string
): Promise<{ stop: () => Promise<void> }> {
	const common = { ...options, logger, pollInterval: 1000, noHandleSignals: true };
	const none = parseCronItems([]);
	const taken = new Set<string>(shares.flatMap(({ jobs }) => jobs));
	const pick = (isPicked: (name: string) => boolean): TaskList =>
		Object.fromEntries(Object.entries(tasks).filter(([name]) => isPicked(name)));
	const runners = await Promise.all([
		...shares.map(({ jobs, concurrency }) =>
			run({
				...common,
				concurrency,
				parsedCronItems: none,
				taskList: pick((name) => jobs.some((job) => job === name))
			})
		),
		run({
			...common,
			concurrency: restConcurrency,
			taskList: pick((name) => !taken.has(name)),
			parsedCronItems: parseCronItems([{ task: clock, match: '*/15 * * * *' }])
		})
	]);
	return {
		stop: async () => void (await Promise.all(runners.map((runner) => runner.stop())))
	};
}
