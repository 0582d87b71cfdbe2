import type pg from 'pg';
import { config } from '#platform/config/config.ts';
import { newId } from '#platform/database/id.ts';
import { domainOf, readSender } from '#platform/mail/sender.ts';
import { checkServer, handOver } from '#platform/mail/smtp.server.ts';
import { finding, type Finding } from './finding.ts';

/** How many mails are due for more than an hour, and how many were written while no mail server was set. */
type Mails = { waiting: number; kept: number };

/** Says whether mail goes out: connects to the mail server as a mail would, and sends a test mail where one is asked for. */
export async function ofMails({ waiting, kept }: Mails, testAddress: string | undefined): Promise<Finding[]> {
	const url = config().SMTP_URL;
	if (!url)
		return [
			{
				state: testAddress ? 'NOT ' : 'note',
				text: 'SMTP_URL is not set: mails stay in the outbox; okaeri link EMAIL prints a member’s sign-in link'
			}
		];
	const { host } = new URL(url);
	const checked = await checkServer(url);
	const findings: Finding[] = [
		checked.kind === 'ready'
			? { state: 'ok  ', text: `the mail server ${host} can be reached and lets us in` }
			: { state: 'NOT ', text: `the mail server ${host} cannot be used: ${checked.said}` },
		finding(waiting === 0, 'no mail waits', `${waiting} mails wait for more than an hour to be sent`)
	];
	if (kept > 0)
		findings.push({
			state: 'note',
			text: `${kept} mails were written before SMTP_URL was set: send or drop them in the outbox at the desk`
		});
	if (testAddress) findings.push(await trial(url, testAddress));
	return findings;
}

/** Sends a test mail, and says what came of it. */
async function trial(url: string, address: string): Promise<Finding> {
	const from = readSender(config().MAIL_FROM);
	const outcome = await handOver(
		url,
		{
			from,
			to: address,
			messageId: `<${newId()}@${domainOf(from.address)}>`,
			subject: 'Okaeri: test mail',
			text: 'If you can read this, Okaeri can send mail.'
		},
		30_000
	);
	return outcome.kind === 'sent'
		? { state: 'ok  ', text: `a test mail went out to ${address}` }
		: { state: 'NOT ', text: `the test mail to ${address} was not taken: ${outcome.said}` };
}

/** Mails lie in their networks, so each is asked in turn: the owner may be bound by row-level security, too. */
export async function mailsOf(client: pg.Client): Promise<Mails> {
	const { rows: networks } = await client.query<{ id: string }>('select network_ids() as id');
	const all: Mails = { waiting: 0, kept: 0 };
	for (const { id } of networks) {
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [id]);
		const { rows } = await client.query<Mails>(
			`select
				count(*) filter (where not is_kept and not_before < now() - interval '1 hour')::int as waiting,
				count(*) filter (where is_kept)::int as kept
			from mail
			where network_id = $1
				and status = 'waiting'`,
			[id]
		);
		all.waiting += rows[0]!.waiting;
		all.kept += rows[0]!.kept;
	}
	return all;
}
