import pg from 'pg';
import { config } from '#platform/config/config.ts';

/** Says what is in order and what is not: the server, the roles, the jobs that failed for good. Ends with 1 where something is not. */
export async function doctor(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	let isWell = true;
	const say = (good: boolean, text: string) => {
		isWell &&= good;
		console.log(`${good ? 'ok  ' : 'NOT '} ${text}`);
	};
	try {
		const { rows } = await client.query(`select current_setting('server_version') as version,
			(select count(*)::int from ground.migration) as migrations,
			(select bool_and(not rolsuper and not rolbypassrls) from pg_roles where rolname in ('okaeri_app', 'okaeri_auth')) as bound,
			(select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as failed,
			(select count(*)::int from ground.worker w join pg_stat_activity a on a.application_name = w.process_name) as workers`);
		const [found] = rows;
		say(true, `PostgreSQL ${found.version}, ${found.migrations} migrations`);
		say(found.bound, 'the application’s roles cannot step around row-level security');
		say(
			found.failed === 0,
			found.failed === 0
				? 'no job has failed for good'
				: `${found.failed} jobs have failed for good (graphile_worker.jobs)`
		);
		console.log(found.workers > 0 ? 'ok   a worker works' : 'note no worker works right now');
		console.log(
			config().SMTP_URL
				? 'ok   mails are sent over SMTP'
				: 'note SMTP_URL is not set: mails stay in the outbox'
		);
	} finally {
		await client.end();
	}
	if (!isWell) process.exitCode = 1;
}
