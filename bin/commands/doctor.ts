import pg from 'pg';
import { config } from '#platform/config/config.ts';

type Health = { version: string; migrations: number; bound: boolean; failed: number; workers: number };

/**
 * Prints what is in order and what is not: the server, the roles, the jobs that failed for good. Ends with 1 where
 * something is not in order.
 */
export async function doctor(url: string): Promise<void> {
	const { version, migrations, bound, failed, workers } = await examine(url);
	const say = (isGood: boolean, text: string) => {
		if (!isGood) process.exitCode = 1;
		console.log(`${isGood ? 'ok  ' : 'NOT '} ${text}`);
	};
	say(true, `PostgreSQL ${version}, ${migrations} migrations`);
	say(bound, 'the application’s roles cannot get around row-level security');
	if (failed === 0) say(true, 'no job has failed for good');
	else say(false, `${failed} jobs have failed for good (graphile_worker.jobs)`);
	console.log(workers > 0 ? 'ok   a worker is running' : 'note no worker is running now');
	sayProxies();
	console.log(
		config().SMTP_URL
			? 'ok   mails are sent over SMTP'
			: 'note SMTP_URL is not set: mails stay in the outbox; a member’s sign-in link is printed by okaeri link EMAIL'
	);
}

/** Behind a proxy that is not trusted, every visitor counts as one, and one can use up the tries of all. */
function sayProxies(): void {
	const { TRUSTED_PROXIES, ADDRESS_HEADER, origin } = config();
	if (TRUSTED_PROXIES.length > 0)
		console.log(`ok   visitors count by ${ADDRESS_HEADER}, as ${TRUSTED_PROXIES.join(', ')} write it`);
	else if (origin.startsWith('https:'))
		console.log(
			'WARN TRUSTED_PROXIES is not set: the proxy that speaks https for you makes all visitors count as one'
		);
	else console.log('note TRUSTED_PROXIES is not set: visitors count by the address that connects');
}

async function examine(url: string): Promise<Health> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { rows } = await client.query<Health>(`
			select current_setting('server_version') as version,
				(select count(*)::int from ground.migration) as migrations,
				(
					select bool_and(not rolsuper and not rolbypassrls)
					from pg_roles
					where rolname in ('okaeri_app', 'okaeri_auth')
				) as bound,
				(select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as failed,
				(
					select count(*)::int
					from ground.worker w
					join pg_stat_activity a on a.application_name = w.process_name
				) as workers
		`);
		return rows[0]!;
	} finally {
		await client.end();
	}
}
