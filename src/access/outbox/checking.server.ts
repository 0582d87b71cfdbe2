import * as m from '#locales/messages.ts';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { config } from '#platform/config/config.ts';
import { newId } from '#platform/database/id.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { mailHealth } from '#platform/mail/health.server.ts';
import { imprintIn } from '#platform/mail/imprint.server.ts';
import { senderIn, type Sender } from '#platform/mail/sender.server.ts';
import { checkServer, handOver, type Checked } from '#platform/mail/smtp.server.ts';
import { standstillOf, type MailHealth, type Standstill } from '#platform/mail/standstill.ts';
import { letter, type Letter } from '#platform/mail/template.ts';

/** Someone sits and waits for it. */
const longestTry = 30_000;

type HealthAtDesk = MailHealth & {
	standstill: Standstill | undefined;
	/** The server's name and port, without the password. */
	server: string;
	sender: Sender;
};

/** How mail gets on, for those who look after it. */
export async function mailHealthAtDesk(actor: Actor): Promise<HealthAtDesk> {
	authorize(actor, 'mail.check');
	const [health, sender] = await readNetwork(actor, async (db) =>
		Promise.all([mailHealth(db), senderIn(db)])
	);
	const url = config().SMTP_URL;
	return {
		...health,
		standstill: standstillOf(health, new Date()),
		server: url ? new URL(url).host : '',
		sender
	};
}

/** Why no mail goes out, for the desk's first page; undefined where it does. Mails of a demo are not meant to go out. */
export async function mailStandstill(
	actor: Actor,
	network: Pick<Network, 'isDemo'>
): Promise<(MailHealth & { why: Standstill }) | undefined> {
	authorize(actor, 'desk.see');
	const health = await readNetwork(actor, mailHealth);
	const why = standstillOf(health, new Date());
	return why === undefined || (network.isDemo && why === 'no_server') ? undefined : { ...health, why };
}

/** Connects to the mail server as a mail would, and gives what came of it. Throws Invalid where none is set. */
export async function checkMailServer(actor: Actor): Promise<Checked> {
	authorize(actor, 'mail.check');
	const url = await begin(actor);
	const checked = await checkServer(url);
	await inNetwork(actor, (db) =>
		writeAudit(db, actor, 'mail.check', undefined, { isReady: checked.kind === 'ready' })
	);
	return checked;
}

export type Tested = { address: string } & ({ kind: 'sent' } | { kind: 'ill'; said: string });

/** Sends a short mail to the actor's own address at once, and gives what came of it. Throws Invalid where no server is set. */
export async function sendTestMail(actor: Actor, network: Network): Promise<Tested> {
	const name = actor.locale === 'ja' ? network.nameJa : network.nameEn;
	const written = asReader(actor, () =>
		letter(m.mail_test_subject({ network: name }), [{ say: m.mail_test_body({ network: name }) }], {
			network: name,
			why: m.mail_test_why()
		})
	);
	return sendToOneself(actor, 'mail.check', written);
}

/**
 * Sends a letter to the actor's own address at once, as it would go to others. It passes no outbox, so nobody else gets
 * it. Throws Invalid where no mail server is set, or the actor has no address.
 */
export async function sendToOneself(
	actor: Actor,
	permission: 'mail.check' | 'invitation.send',
	written: Letter
): Promise<Tested> {
	authorize(actor, permission);
	const url = await begin(actor);
	const [contact, { domain, ...sender }, imprint] = await inNetwork(actor, async (db) => {
		const own = db.selectFrom('contact').select('email').where('personId', '=', actor.personId);
		await writeAudit(db, actor, 'mail.test');
		return [await own.executeTakeFirst(), await senderIn(db), await imprintIn(db)] as const;
	});
	if (!contact) throw new Invalid('no_address');
	const messageId = `<${newId()}@${domain}>`;
	const { subject } = written;
	const message = { ...sender, messageId, to: contact.email, subject, ...written.signedBy(imprint) };
	const outcome = await handOver(url, message, longestTry);
	const address = contact.email;
	return outcome.kind === 'sent' ? { kind: 'sent', address } : { kind: 'ill', address, said: outcome.said };
}

/** Counts the try, and gives the mail server's address. */
async function begin(actor: Actor): Promise<string> {
	const url = config().SMTP_URL;
	if (!url) throw new Invalid('no_mail_server');
	await countTry('mail_test.person', actor.personId);
	return url;
}
