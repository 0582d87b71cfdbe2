import type pg from 'pg';
import { checkChain } from '#access/audit/checking.server.ts';
import { markIn, type Book, type Deed } from './book.ts';
import type { Client } from './client.ts';
import type { Company } from './company.ts';
import type { Installation } from './installation.ts';
import { mailVerdicts } from './mail-checks.ts';
import { comesTrue, none, verdict, type Verdict } from './verdict.ts';
import { connectOwner } from './owner.ts';

/** Where what was written stands: a select of the words that begin with a line's mark. */
const places: Record<Exclude<Deed, 'link'>, string> = {
	post: 'select words from post',
	comment: 'select words from comment where answers_id is null',
	reply: 'select words from comment where answers_id is not null',
	message: 'select words from message',
	talk: `select wish as words from casual_talk where state = 'booked'`,
	application: 'select words from application',
	wave: 'select called as words from invitation_wave'
};

/**
 * So long may the queue take. A mail that a killed worker held is free again after three minutes (decision 23), and what else
 * that worker held after twenty seconds; the rest is for sending.
 */
const workedOffInSeconds = 240;

/** Compares what was acknowledged with what is there, once everything runs again and the queue is worked off. */
export async function examine(
	installation: Installation,
	company: Company,
	book: Book,
	client: Client
): Promise<Verdict[]> {
	const owner = await connectOwner(installation.url);
	try {
		await owner.query(`select set_config('okaeri.network_id', $1, false)`, [company.networkId]);
		const isSettled = await comesTrue(() => isWorkedOff(owner), workedOffInSeconds * 1000);
		return [
			...(await bookVerdicts(owner, book)),
			...(await onceVerdicts(owner)),
			...(await mailVerdicts(owner, installation.sinkFile, book)),
			...(await jobVerdicts(owner, isSettled)),
			await auditVerdict(company),
			await sessionVerdict(company, client),
			none(
				'answers that nobody should get (500, stack, 503 without words, none in 40 s)',
				client.seen.faults
			)
		];
	} finally {
		await owner.end();
	}
}

type Count = { n: number };

/** No job is due or being worked on, and no mail waits for anything but its next try in more than two minutes. */
async function isWorkedOff(owner: pg.Client): Promise<boolean> {
	const { rows } = await owner.query<Count>(`
		select count(*)::int as n
		from graphile_worker.jobs
		where attempts < max_attempts
			and (locked_at is not null or run_at < now() + interval '2 minutes')
			and task_identifier <> 'notifications.deliver'
	`);
	return rows[0]!.n === 0;
}

async function bookVerdicts(owner: pg.Client, book: Book): Promise<Verdict[]> {
	const lost: string[] = [];
	const twice: string[] = [];
	for (const [deed, select] of Object.entries(places) as [Exclude<Deed, 'link'>, string][]) {
		const found = new Map<string, number>();
		for (const { words } of (await owner.query<{ words: string }>(select)).rows) {
			const mark = markIn(words);
			if (mark) found.set(mark, (found.get(mark) ?? 0) + 1);
		}
		for (const { mark, isAcknowledged, tries } of book.of(deed)) {
			const times = found.get(mark) ?? 0;
			if (isAcknowledged && times === 0) lost.push(`${deed} ${mark} after ${tries} tries`);
			if (times > 1) twice.push(`${deed} ${mark} ${times} times`);
		}
	}
	const again = book.entries.filter(({ tries, deed }) => deed !== 'wave' && tries > 1).length;
	return [
		none(`acknowledged writes that are lost`, lost, ` of ${book.acknowledged}`),
		none(`writes that are there twice`, twice, `; ${again} forms were sent more than once`)
	];
}

/** What is told once of each thing: to the desk of an application, and in the history of a person. */
async function onceVerdicts(owner: pg.Client): Promise<Verdict[]> {
	const { rows: told } = await owner.query<{ what: string }>(`
		select 'application ' || subject_id as what
		from notification
		where kind = 'application'
		group by person_id, subject_id
		having count(*) > 1
		union all
		select kind || ' ' || subject_id
		from touchpoint
		where kind in ('posted', 'talk_booked', 'applied', 'invited')
		group by person_id, kind, subject_id
		having count(*) > 1
	`);
	return [
		none(
			'notices and touchpoints that are there twice',
			told.map(({ what }) => what)
		)
	];
}

type Stuck = { task: string; kind: string };

async function jobVerdicts(owner: pg.Client, isSettled: boolean): Promise<Verdict[]> {
	const { rows } = await owner.query<Stuck>(`
		select task_identifier as task,
			case
				when attempts >= max_attempts then 'given up'
				when locked_at is not null then 'held'
				else 'due'
			end as kind
		from graphile_worker.jobs
		where attempts >= max_attempts
			or locked_at < now() - interval '60 seconds'
			or locked_at is null and run_at < now() - interval '20 seconds'
	`);
	return [
		none(
			'jobs that are stuck or given up',
			rows.map(({ task, kind }) => `${task} ${kind}`)
		),
		verdict(
			'the queue was worked off',
			isSettled,
			`${isSettled ? '' : 'not '}within ${workedOffInSeconds} s`
		)
	];
}

async function auditVerdict(company: Company): Promise<Verdict> {
	const { lines, faults } = await checkChain({ networkId: company.networkId });
	const words = faults.map(({ kind, number }) => `${kind} at ${number}`);
	return none('faults in the chain of the audit log', words, ` in ${lines} lines`);
}

async function sessionVerdict(company: Company, client: Client): Promise<Verdict> {
	const out: string[] = [];
	for (const person of company.alumni) {
		let status = 0;
		const isAnswered = async () => {
			({ status } = await client.ask('/home', person));
			return status !== 0 && status !== 503;
		};
		await comesTrue(isAnswered, 60_000);
		if (status !== 200) out.push(`${person.email}: ${status}`);
	}
	return none('people who are signed out', out, ` of ${company.alumni.length}`);
}
