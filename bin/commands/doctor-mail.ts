import type pg from 'pg';
import { config } from '#platform/config/config.ts';
import { newId } from '#platform/database/id.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { mailHealth } from '#platform/mail/health.server.ts';
import { domainOf, readSender } from '#platform/mail/sender.ts';
import { checkServer, handOver } from '#platform/mail/smtp.server.ts';
import { standstillOf, type MailHealth } from '#platform/mail/standstill.ts';
import type { Finding } from './finding.ts';
import { networksOf } from './networks.ts';

/** How the mails of a network get on, with the network's short name. */
type Mails = { slug: string; health: MailHealth };

/** Says whether mail goes out: connects to the mail server as a mail would, and sends a test mail where one is asked for. */
export async function ofMails(mails: Mails[], testAddress: string | undefined): Promise<Finding[]> {
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
		...ofStandstill(mails),
		...ofOpen(mails)
	];
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

/** Mail stands still by the same rule by which the desk's first page says so. */
function ofStandstill(mails: Mails[]): Finding[] {
	const findings = mails.flatMap(({ slug, health }): Finding[] => {
		const standstill = standstillOf(health, new Date());
		if (!standstill) return [];
		const { failuresInRow, said, due, dueSince } = health;
		const why =
			standstill === 'failing'
				? `${failuresInRow} failed one after another, the last with: ${said}`
				: `${due} could have gone since ${dueSince?.toISOString()}`;
		return [{ state: 'NOT ', text: `mail of ${slug} stands still: ${why}` }];
	});
	return findings.length > 0 ? findings : [{ state: 'ok  ', text: 'mail stands still nowhere' }];
}

/** What the desk has to decide. */
function ofOpen(mails: Mails[]): Finding[] {
	return mails.flatMap(({ slug, health: { kept, trouble } }) => [
		...noteOf(kept, `${kept} mails of ${slug} were written before SMTP_URL was set`),
		...noteOf(trouble, `${trouble} mails of ${slug} were tried and did not go out`)
	]);
}

const noteOf = (count: number, what: string): Finding[] =>
	count > 0 ? [{ state: 'note', text: `${what}: send or drop them in the outbox at the desk` }] : [];

/** How the mails of every network get on, as the desk counts them. */
export async function mailsOf(client: pg.Client): Promise<Mails[]> {
	return Promise.all(
		(await networksOf(client)).map(async ({ networkId, slug }) => ({
			slug,
			health: await readNetwork({ networkId }, mailHealth)
		}))
	);
}
