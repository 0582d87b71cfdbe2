import pg from 'pg';
import { inNetwork } from '#platform/database/network.server.ts';
import { sendGivenUpAgain } from '#platform/mail/retrying.server.ts';

type FailedJob = { id: string; task: string; error: string | null };
type Network = { id: string };

/** Tries everything again that was given up: jobs that failed for good, and mails. Prints what each failed with. */
export async function retry(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const jobs = await retryJobs(client);
		for (const { task, id, error } of jobs) say(`job ${id} ${task}`, error);
		const { rows: networks } = await client.query<Network>('select network_ids() as id');
		let mails = 0;
		for (const { id: networkId } of networks) {
			const givenUp = await inNetwork({ networkId }, (db) => sendGivenUpAgain(db, { networkId }));
			for (const mail of givenUp) say(`mail ${mail.mailId} ${mail.kind}`, mail.failure);
			mails += givenUp.length;
		}
		console.log(`Tried again: ${jobs.length} jobs, ${mails} mails.`);
	} finally {
		await client.end();
	}
}

/** The first line only: what follows in a job's error is where it happened. */
function say(what: string, why: string | null): void {
	console.log(`${what}: ${why?.split('\n')[0] || 'no words were kept'}`);
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
