import { makeLinkToken } from '#access/accounts/accounts.server.ts';
import { linkMinutes } from '#access/accounts/auth.server.ts';
import { countQuietly } from '#access/limits/limits.server.ts';
import { mustUseProvider } from '#access/single-sign-on/rule.server.ts';
import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { newId } from '#platform/database/id.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob, type Job } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import type { Block } from '#platform/mail/block.ts';
import { letter } from '#platform/mail/template.ts';

/**
 * Notes that someone wants a sign-in link for an address. Whether it is a member's is looked up by the worker alone: a
 * page that did so would take longer for members, and its time would tell who they are.
 */
export async function askForSignInLink({ networkId }: InNetwork, email: string, next: string): Promise<void> {
	const wish = { networkId, email, next, wishId: newId() };
	await inNetwork({ networkId }, (db) =>
		leaveJob(db, 'sign_in.asked', wish, { key: `sign_in ${networkId} ${email}` })
	);
}

/**
 * Mails the link that was asked for, where the address is a member's. A wish is answered once: its mail has its id, also
 * where the worker died after it had answered and another was given the job.
 */
export async function answerSignInWish(job: Job<'sign_in.asked'>): Promise<void> {
	const { networkId, email, next, wishId = newId() } = job; // one that an older version left has no id
	if (await isAnswered({ networkId }, wishId)) return;
	await sendSignInLink({ networkId }, email, next, new Headers(), wishId);
}

const isAnswered = (where: InNetwork, mailId: string) =>
	inNetwork(where, async (db) => {
		const found = await db
			.selectFrom('mail')
			.select('mailId')
			.where('mailId', '=', mailId)
			.executeTakeFirst();
		return found !== undefined;
	});

const byLink = (href: string): Block[] => [
	{ say: m.sign_in_mail_body() },
	{ button: m.sign_in_mail_button(), href },
	{ quiet: m.sign_in_mail_valid() }
];

/**
 * Mails a sign-in link to a member of the network. An address of nobody gets no mail, and the page says the
 * same for both, so that it does not tell who is a member. Asked for again and again, the page says the same, too:
 * the links that were mailed before still work.
 */
export async function sendSignInLink(
	where: InNetwork,
	email: string,
	next: string,
	headers: Headers,
	mailId = newId()
): Promise<void> {
	const member = await inNetwork(where, (db) =>
		db
			.selectFrom('contact as c')
			.innerJoin('membership as mb', (join) =>
				join.onRef('mb.networkId', '=', 'c.networkId').onRef('mb.personId', '=', 'c.personId')
			)
			.innerJoin('person as p', (join) =>
				join.onRef('p.networkId', '=', 'c.networkId').onRef('p.personId', '=', 'c.personId')
			)
			.select(['c.personId', 'p.locale', 'p.timeZone'])
			.where('c.email', '=', email)
			.executeTakeFirst()
	);
	if (!member) return;
	if (!(await countQuietly('link.account', `${where.networkId} ${email}`))) return;
	const mustUse = await mustUseProvider(where, { email });
	const token = mustUse ? undefined : await makeLinkToken(where, email, headers);
	const locale = member.locale as Locale;
	await inNetwork(where, async (db) => {
		const { nameIn, origin } = await letterhead(db);
		const network = nameIn(locale);
		const on = `next=${encodeURIComponent(next)}`;
		const written = asReader({ locale, timeZone: member.timeZone }, () =>
			letter(
				m.sign_in_mail_subject({ network }),
				token === undefined
					? [
							{ say: m.problem_only_way() },
							{ button: m.sign_on_button(), href: `${origin}/sign-in?${on}` }
						]
					: byLink(`${origin}/sign-in/link?token=${encodeURIComponent(token)}&${on}`),
				{ network, why: m.sign_in_mail_why() }
			)
		);
		await leaveMail(db, where, {
			mailId,
			kind: 'sign_in',
			personId: member.personId,
			address: email,
			letter: written,
			expiresAt: new Date(Date.now() + linkMinutes * 60_000)
		});
	});
}
