import type { Actor } from '#access/actor/actor.server.ts';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { linkMinutes } from '#access/accounts/auth.server.ts';
import { sessionTokenIn } from '#access/accounts/cookies.server.ts';
import { hasPassword, setForgottenPassword, setPassword } from '#access/accounts/own-password.server.ts';
import { markSession } from '#access/accounts/sessions.server.ts';
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
	const [email, isPasswordSet] = await Promise.all([ownAddress(actor), hasPassword(actor)]);
	return { email, hasPassword: isPasswordSet };
}

export type PasswordWish = {
	old: string;
	next: string;
	/** The token from the mail that `sendPasswordLink` sent, in place of the old password. */
	proof: string;
};

/**
 * The actor sets their password, or changes it, and is told by mail. Everywhere else they are signed out; here they stay
 * signed in by the cookies that it gives, by two factors (`isStrong`) if they were before. Throws Invalid, TooMany.
 */
export async function changeOwnPassword(
	actor: Actor,
	{ old, next, proof }: PasswordWish,
	headers: Headers,
	isStrong = false
): Promise<string[]> {
	authorize(actor, 'me.change');
	if (await mustUseProvider(actor, actor)) throw new Invalid('only_way', 'form');
	const had = await hasPassword(actor);
	if (proof) await setForgottenPassword(actor, proof, next);
	else await setPassword(actor, old, next);
	const email = await ownAddress(actor);
	await inNetwork(actor, async (db) => {
		await writeAudit(db, actor, had ? 'password.change' : 'password.set', actor.personId);
		await tellOfPassword(db, actor, email, had);
	});
	const cookies = (await enterByToken(actor, await makeLinkToken(actor, email, headers), headers)) ?? [];
	const token = sessionTokenIn(cookies);
	if (token) await markSession(actor, token, { method: 'password', isStrong, isProved: true });
	return cookies;
}

/**
 * Mails the actor, who has forgotten their password, a link under which they set a new one within 15 minutes. Asked for
 * again and again, it sends no more; the links from before still work.
 */
export async function sendPasswordLink(actor: Actor, headers: Headers): Promise<void> {
	authorize(actor, 'me.change');
	const email = await ownAddress(actor);
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

/** The address that the actor signs in with. */
export async function ownAddress(actor: Actor): Promise<string> {
	authorize(actor, 'me.see');
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
