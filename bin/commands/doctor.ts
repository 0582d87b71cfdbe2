import pg from 'pg';
import { config } from '#platform/config/config.ts';
import { logins, settingOf } from '#platform/database/logins.ts';
import { dataDirFaults, secretFaults } from '#platform/health/health.server.ts';
import { answer } from './answering.ts';
import { ofAudits } from './doctor-audit.ts';
import { ofBackups } from './doctor-backup.ts';
import { ofClock, ofMachine, ofSettings } from './doctor-machine.ts';
import { ofSender } from './doctor-sender.ts';
import { mailsOf, ofMails } from './doctor-mail.ts';
import { finding, stateNames, type Finding } from './finding.ts';
import { withDatabase } from './database.ts';

type Health = {
	version: string;
	migrations: number;
	isBound: boolean;
	isSuper: boolean;
	failed: number;
	late: number;
	lateSince: Date | null;
	stuck: number;
	workers: number;
};

/** A test mail goes to `mail`; `dns` asks DNS about the sender's domain; `dkim` is the selector of its DKIM key. */
type Wish = { mail?: string | undefined; dns: boolean; dkim?: string | undefined };

/**
 * Prints what is in order and what is not. Ends with 1 where something is not in order. What cannot be looked at because
 * something else is broken is left out, and what is broken is said.
 */
export async function doctor({ mail, dns, dkim }: Wish): Promise<void> {
	const findings: Finding[] = [...ofMachine(), ...ofSettings()];
	if (findings.every(({ state }) => state !== 'NOT ')) {
		findings.push(...(await ofDatabase(mail)));
		if (dns) findings.push(...(await ofSender(dkim)));
	}
	const isInOrder = findings.every(({ state }) => state !== 'NOT ');
	answer(findings.map(({ state, text }) => `${state} ${text}`).join('\n'), {
		isInOrder,
		findings: findings.map(({ state, text }) => ({ state: stateNames[state], text }))
	});
	if (!isInOrder) process.exitCode = 1;
}

async function ofDatabase(testAddress: string | undefined): Promise<Finding[]> {
	let findings: Finding[] = [];
	try {
		await withDatabase(async (url) => {
			findings = await examine(url, testAddress);
		});
		return findings;
	} catch (error) {
		return [{ state: 'NOT ', text: `the database cannot be used: ${wordsOf(error)}` }];
	}
}

/** A connection that several addresses refuse fails with no words but a code. */
const wordsOf = (error: unknown) =>
	(error as Error).message || (error as NodeJS.ErrnoException).code || String(error);

/** Looks at the server, the roles, the jobs, the mails, the audit logs, the secrets and the disk. */
export async function examine(url: string, testAddress?: string): Promise<Finding[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const health = await readHealth(client);
		return [
			{ state: 'ok  ', text: `PostgreSQL ${health.version}, ${health.migrations} migrations` },
			ofClock(await clockOf(client)),
			...ofRoles(health),
			...ofJobs(health),
			...(await ofMails(await mailsOf(client), testAddress)),
			...(await ofAudits(client)),
			...(await ofBackups(client)),
			ofProxies(),
			...ofPlace()
		];
	} finally {
		await client.end();
	}
}

function ofRoles({ isBound, isSuper }: Health): Finding[] {
	const bound = finding(
		isBound,
		'the application’s roles cannot get around row-level security',
		'the application’s roles can get around row-level security'
	);
	if (logins.every((login) => process.env[settingOf(login)]))
		return [bound, { state: 'ok  ', text: 'web and worker log in as roles that own nothing' }];
	const how = `web and worker log in as the owner of DATABASE_URL and then change roles; set ${logins.map(settingOf).join(', ')} (docs/operating.md)`;
	return [
		bound,
		isSuper ? { state: 'NOT ', text: `${how}: that owner is a superuser` } : { state: 'note', text: how }
	];
}

function ofJobs({ failed, late, lateSince, stuck, workers }: Health): Finding[] {
	const places = '(okaeri jobs list)';
	return [
		finding(failed === 0, 'no job has failed for good', `${failed} jobs have failed for good ${places}`),
		finding(
			late === 0,
			'no job waits',
			`${late} jobs are due for more than 15 minutes, the oldest since ${lateSince?.toISOString()} ${places}`
		),
		finding(
			stuck === 0,
			'no worker is stuck',
			`${stuck} jobs are being worked on for more than 30 minutes ${places}: their worker may be stuck`
		),
		workers > 0
			? { state: 'ok  ', text: 'a worker is running' }
			: { state: late > 0 ? 'NOT ' : 'note', text: 'no worker is running now' }
	];
}

/** Behind a proxy that is not trusted, every visitor counts as one, and one can use up the tries of all. */
function ofProxies(): Finding {
	const { TRUSTED_PROXIES, ADDRESS_HEADER, origin } = config();
	if (TRUSTED_PROXIES.length > 0)
		return {
			state: 'ok  ',
			text: `visitors count by ${ADDRESS_HEADER}, as ${TRUSTED_PROXIES.join(', ')} write it`
		};
	if (origin.startsWith('https:'))
		return {
			state: 'WARN',
			text: 'TRUSTED_PROXIES is not set: the proxy that speaks https for you makes all visitors count as one'
		};
	return { state: 'note', text: 'TRUSTED_PROXIES is not set: visitors count by the address that connects' };
}

function ofPlace(): Finding[] {
	const faults = [...dataDirFaults(), ...secretFaults()];
	if (faults.length === 0)
		return [
			{ state: 'ok  ', text: 'the data directory can be written, has room, and its secret is whole' }
		];
	return faults.map((text) => ({ state: 'NOT ', text }));
}

/** How many milliseconds the database's clock is before ours, measured in the middle of a question. */
async function clockOf(client: pg.Client): Promise<number> {
	const began = Date.now();
	const { rows } = await client.query<{ at: Date }>('select now() as at');
	return rows[0]!.at.getTime() - (began + Date.now()) / 2;
}

async function readHealth(client: pg.Client): Promise<Health> {
	const { rows } = await client.query<Health>(`
		with job as (
			select attempts >= max_attempts as is_over, locked_at, run_at
			from graphile_worker.jobs
		)
		select current_setting('server_version') as version,
			(select count(*)::int from ground.migration) as migrations,
			(
				select bool_and(not rolsuper and not rolbypassrls)
				from pg_roles
				where rolname in ('okaeri_app', 'okaeri_auth', 'okaeri_worker')
			) as "isBound",
			(select rolsuper from pg_roles where rolname = current_user) as "isSuper",
			(select count(*)::int from job where is_over) as failed,
			(
				select count(*)::int
				from job
				where not is_over
					and locked_at is null
					and run_at < now() - interval '15 minutes'
			) as late,
			(
				select min(run_at)
				from job
				where not is_over
					and locked_at is null
			) as "lateSince",
			(select count(*)::int from job where locked_at < now() - interval '30 minutes') as stuck,
			(
				select count(*)::int
				from ground.worker w
				join pg_stat_activity a on a.application_name = w.process_name
			) as workers
	`);
	return rows[0]!;
}
