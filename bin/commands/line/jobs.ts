import { Option } from '@commander-js/extra-typings';
import { withDatabase } from '../database.ts';
import { jobStates } from '../job-states.ts';
import type { AnyCommand } from './command.ts';

/** The commands of the job queue. */
export function addJobs(program: AnyCommand): void {
	program.commandsGroup('Jobs:');
	program
		.command('retry')
		.description('try everything again that was given up, jobs and mails, and say what it failed with')
		.action(async () => {
			const { retry } = await import('../retry.ts');
			return withDatabase((url) => retry(url));
		});
	const jobs = program
		.command('jobs')
		.alias('job')
		.description('list the jobs of the worker, try them again or drop them');
	jobs.command('list')
		.description('name the jobs, oldest first, with what they failed with')
		.addOption(new Option('--state <STATE>', 'only those').choices(jobStates))
		.option('--network <SLUG>', 'only those of a network')
		.option('--most <NUMBER>', 'at most so many', '100')
		.action(async (typed) => {
			const { listJobs } = await import('../jobs.ts');
			return withDatabase((url) => listJobs(url, typed));
		});
	jobs.command('retry')
		.description('do these jobs now, whatever they failed with')
		.argument('<ID...>', 'their numbers, as jobs list names them')
		.action(async (ids) => {
			const { retryJobs } = await import('../jobs.ts');
			return withDatabase((url) => retryJobs(url, ids));
		});
	jobs.command('drop')
		.description('never do these jobs; what they were to do stays undone')
		.argument('<ID...>', 'their numbers, as jobs list names them')
		.action(async (ids) => {
			const { dropJobs } = await import('../jobs.ts');
			return withDatabase((url) => dropJobs(url, ids));
		});
}
