import fs from 'node:fs';
import type pg from 'pg';
import type { Book } from './book.ts';
import { none, verdict, type Verdict } from './verdict.ts';

type Mail = { id: string; kind: string; address: string; status: string; lost: number; hasJob: boolean };

/** How often the mail server had a whole mail, and how often it answered that it took it, by the mail's id. */
export type Received = Map<string, { whole: number; taken: number }>;

/** Reads the mail server's own account. */
export function readSink(file: string): Received {
	const received: Received = new Map();
	for (const line of fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
		const [what, id] = line.split(' ') as ['whole' | 'taken', string];
		const mail = received.get(id) ?? { whole: 0, taken: 0 };
		mail[what]++;
		received.set(id, mail);
	}
	return received;
}

/**
 * Every notice has a mail and no second one; every mail was handed over once. Where the mail server or a worker was lost
 * between a mail and its answer, it may come a second time under the same Message-ID, and never a third (decision 23).
 */
export async function mailVerdicts(owner: pg.Client, sinkFile: string, book: Book): Promise<Verdict[]> {
	const { rows: mails } = await owner.query<Mail>(`
		select mail_id as id, kind, address, status, lost,
			exists (
				select from graphile_worker.jobs j
				where j.key = 'mail:' || m.mail_id
			) as "hasJob"
		from mail m
	`);
	const received = readSink(sinkFile);
	const sent = mails.filter(({ status }) => status === 'sent');
	const never = sent.filter(({ id }) => !received.get(id)?.whole);
	const forgotten = mails.filter(({ status, hasJob }) => status === 'waiting' && !hasJob);
	const gone = mails.filter(({ status }) => !['sent', 'waiting', 'unsure'].includes(status));
	const copies = [...received].filter(([, { whole }]) => whole > 1);
	const tooMany = copies.filter(([, { whole }]) => whole > 2);
	const waiting = mails.filter(({ status }) => status === 'waiting').length;
	const unsure = mails.filter(({ status }) => status === 'unsure').length;
	return [
		none(
			'mails noted as sent that never came',
			never.map(({ kind, id }) => `${kind} ${id}`),
			` of ${sent.length}`
		),
		none(
			'mails that nothing will send',
			[...forgotten, ...gone].map(({ kind, status }) => `${kind} ${status}`),
			`; ${waiting} wait for their next try, ${unsure} for the desk’s word`
		),
		verdict(
			'mails that came twice under one Message-ID, as decision 23 allows; three times never',
			tooMany.length === 0,
			`${copies.length} of ${received.size} twice, ${tooMany.length} more often`
		),
		none('notices that were written twice or not at all', await wrongNotices(owner, mails, book))
	];
}

type Wanted = { address: string; kind: string; n: number };

/** Addresses for which there are more or fewer mails of a kind than there are things to tell them. */
async function wrongNotices(owner: pg.Client, mails: readonly Mail[], book: Book): Promise<string[]> {
	const { rows: wanted } = await owner.query<Wanted>(`
		select c.email as address, 'talk' as kind, count(*)::int as n
		from casual_talk k
		join casual_talk_host h using (network_id, talk_id)
		join contact c on c.person_id in (k.alumnus_id, h.host_id)
		group by c.email
		union all
		select c.email, 'application', count(*)::int
		from application a
		join contact c using (network_id, person_id)
		group by c.email
		union all
		select c.email, 'invitation', count(*)::int
		from invitation i
		join contact c using (network_id, person_id)
		group by c.email
	`);
	const found = new Map<string, number>();
	for (const { kind, address } of mails)
		found.set(`${kind} ${address}`, (found.get(`${kind} ${address}`) ?? 0) + 1);
	const wrong = wanted
		.filter(({ address, kind, n }) => (found.get(`${kind} ${address}`) ?? 0) !== n)
		.map(
			({ address, kind, n }) =>
				`${kind} to ${address}: ${found.get(`${kind} ${address}`) ?? 0} mails for ${n}`
		);
	for (const [email, asked] of Map.groupBy(book.of('link'), (entry) => entry.email)) {
		const count = found.get(`sign_in ${email}`) ?? 0;
		const most = asked.reduce((sum, { tries }) => sum + tries, 0);
		if (count > most || (count === 0 && asked.some(({ isAcknowledged }) => isAcknowledged)))
			wrong.push(`sign_in to ${email}: ${count} mails for ${asked.length} wishes`);
	}
	return wrong;
}
