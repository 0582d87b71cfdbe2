import type { Actor } from '#access/actor/actor.server.ts';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { linkMinutes } from '#access/accounts/auth.server.ts';
import { hasPassword, setForgottenPassword, setPassword } from '#access/accounts/own-password.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { countQuietly } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { mustUseProvider } from '#access/single-sign-on/rule.server.ts';
import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { calledName } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';

/** The address that the actor signs in with, and whether they have a password. */
export async function ownSignIn(actor: Actor): Promise<{ email: string; hasPassword: boolean }> {
	authorize(actor, 'me.see');
	return { email: await addressOf(actor), hasPassword: await hasPassword(actor) };
}

export type PasswordWish = {
	old: string;
	next: string;
	/** The token from the mail that `sendPasswordLink` sent, in place of the old password. */
	proof: string;
};

/**
 * The actor sets their password, or changes it, and is told by mail. Everywhere else they are signed out; here they stay
 * signed in by the cookies that it gives. Throws Invalid, TooMany.
 */
export async function changeOwnPassword(
	actor: Actor,
	{ old, next, proof }: PasswordWish,
	headers: Headers
): Promise<string[]> {
	authorize(actor, 'me.change');
	if (await mustUseProvider(actor, actor)) throw new Invalid('only_way', 'form');
	const had = await hasPassword(actor);
	if (proof) await setForgottenPassword(actor, proof, next, headers);
	else await setPassword(actor, old, next);
	const email = await addressOf(actor);
	await inNetwork(actor, async (db) => {
		await writeAudit(db, actor, had ? 'password.change' : 'password.set', actor.personId);
		await tellOfPassword(db, actor, email, had);
	});
	return (await enterByToken(actor, await makeLinkToken(actor, email, headers), headers)) ?? [];
}

/**
 * Mails the actor, who has forgotten their password, a link under which they set a new one within 15 minutes. Asked for
 * again and again, it sends no more; the links from before still work.
 */
export async function sendPasswordLink(actor: Actor, headers: Headers): Promise<void> {
	authorize(actor, 'me.change');
	const email = await addressOf(actor);
	if (!(await countQuietly('link.account', `${actor.networkId} ${email}`))) return;
	const token = await makeLinkToken(actor, email, headers);
	const { personId, locale, timeZone } = actor;
	await inNetwork(actor, async (db) => {
		const { nameIn, origin } = await letterhead(db);
		const network = nameIn(locale);
		const written = asReader({ locale, timeZone }, () =>
			letter(
				m.password_link_subject({ network }),
				[
					{ say: m.match_mail_greeting({ name: calledName(actor, locale) }) },
					{ say: m.password_link_body() },
					{
						button: m.password_set(),
						href: `${origin}/me/password?proof=${encodeURIComponent(token)}`
					},
					{ quiet: m.sign_in_mail_valid() }
				],
				{ network, why: m.password_link_why() }
			)
		);
		await leaveMail(db, actor, {
			kind: 'password',
			personId,
			address: email,
			letter: written,
			expiresAt: new Date(Date.now() + linkMinutes * 60_000)
		});
	});
}

async function addressOf(actor: Actor): Promise<string> {
	const { email } = await readNetwork(actor, (db) =>
		db
			.selectFrom('contact')
			.select('email')
			.where('personId', '=', actor.personId)
			.executeTakeFirstOrThrow()
	);
	return email;
}

async function tellOfPassword(db: Db, actor: Actor, email: string, had: boolean): Promise<void> {
	const { personId, locale, timeZone } = actor;
	const { nameIn, origin } = await letterhead(db);
	const network = nameIn(locale);
	const written = asReader({ locale, timeZone }, () =>
		letter(
			had ? m.password_mail_subject({ network }) : m.password_mail_subject_set({ network }),
			[
				{ say: m.match_mail_greeting({ name: calledName(actor, locale) }) },
				{ say: m.password_mail_body({ at: new Date() }) },
				{ say: m.password_mail_unexpected() },
				{ button: m.door_sign_in(), href: `${origin}/sign-in` }
			],
			{ network, why: m.password_mail_why() }
		)
	);
	await leaveMail(db, actor, { kind: 'password', personId, address: email, letter: written });
}
