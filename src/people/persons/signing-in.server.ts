import type { Network } from '#access/actor/actor.server.ts';
import { makeLinkToken } from '#access/accounts/accounts.server.ts';
import { linkMinutes } from '#access/accounts/auth.server.ts';
import { countQuietly } from '#access/limits/limits.server.ts';
import { mustUseProvider } from '#access/single-sign-on/rule.server.ts';
import * as m from '#locales/messages.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';

/**
 * Mails a sign-in link to a member of the network. An address of nobody gets no mail, and the page says the
 * same for both, so that it does not tell who is a member. Asked for again and again, the page says the same, too:
 * the links that were mailed before still work.
 */
export async function sendSignInLink(
	network: Network,
	email: string,
	next: string,
	headers: Headers
): Promise<void> {
	const member = await inNetwork(network, (db) =>
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
	if (!(await countQuietly('link.account', `${network.networkId} ${email}`))) return;
	const locale = member.locale as Locale;
	const mustUse = await mustUseProvider(network, { email });
	const query = mustUse
		? `?next=${encodeURIComponent(next)}`
		: `/link?token=${encodeURIComponent(await makeLinkToken(network, email, headers))}&next=${encodeURIComponent(next)}`;
	const href = `${originAt(network.hosts)}/sign-in${query}`;
	const written = asReader({ locale, timeZone: member.timeZone }, () => {
		const name = locale === 'ja' ? network.nameJa : network.nameEn;
		return letter(
			m.sign_in_mail_subject({ network: name }),
			mustUse
				? [{ say: m.problem_only_way() }, { button: m.sign_on_button(), href }]
				: [
						{ say: m.sign_in_mail_body() },
						{ button: m.sign_in_mail_button(), href },
						{ quiet: m.sign_in_mail_valid() }
					],
			{ network: name, why: m.sign_in_mail_why() }
		);
	});
	await inNetwork(network, (db) =>
		leaveMail(db, network, {
			kind: 'sign_in',
			personId: member.personId,
			address: email,
			letter: written,
			expiresAt: new Date(Date.now() + linkMinutes * 60_000)
		})
	);
}
