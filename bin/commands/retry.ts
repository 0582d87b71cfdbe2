import pg from 'pg';
import { inNetwork } from '#platform/database/network.server.ts';
import { sendGivenUpAgain } from '#platform/mail/retrying.server.ts';
import { answer } from './answering.ts';

type FailedJob = { id: string; task: string; error: string | null };
type Network = { id: string };
type Again = { what: string; why: string };

/** Tries everything again that was given up: jobs that failed for good, and mails. Prints what each failed with. */
export async function retry(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const jobs = (await retryJobs(client)).map(({ task, id, error }) =>
			again(`job ${id} ${task}`, error)
		);
		const { rows: networks } = await client.query<Network>('select network_ids() as id');
		const mails: Again[] = [];
		for (const { id: networkId } of networks) {
			const givenUp = await inNetwork({ networkId }, (db) => sendGivenUpAgain(db, { networkId }));
			mails.push(
				...givenUp.map(({ mailId, kind, failure }) => again(`mail ${mailId} ${kind}`, failure))
			);
		}
		const lines = [...jobs, ...mails].map(({ what, why }) => `${what}: ${why}`);
		answer([...lines, `Tried again: ${jobs.length} jobs, ${mails.length} mails.`].join('\n'), {
			jobs,
			mails
		});
	} finally {
		await client.end();
	}
}

/** The first line only: what follows in a job's error is where it happened. */
function again(what: string, why: string | null): Again {
	return { what, why: why?.split('\n')[0] || 'no words were kept' };
}

async function retryJobs(client: pg.Client): Promise<FailedJob[]> {
	const { rows } = await client.query<FailedJob>(`
		select id, task_identifier as task, last_error as error
		from graphile_worker.jobs
		where attempts >= max_attempts
			and locked_at is null
		order by id
	`);
	await client.query(
		'select graphile_worker.reschedule_jobs($1::bigint[], run_at => now(), attempts => 0)',
		[rows.map(({ id }) => id)]
	);
	return rows;
}
