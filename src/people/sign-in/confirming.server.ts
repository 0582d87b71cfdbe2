import type { Actor, SignIn } from '#access/actor/actor.server.ts';
import { makeLinkToken } from '#access/accounts/accounts.server.ts';
import { linkMinutes } from '#access/accounts/auth.server.ts';
import { checkPassword, hasPassword, isOwnToken } from '#access/accounts/own-password.server.ts';
import { passkeyToUse, type Place } from '#access/accounts/passkeys.server.ts';
import { recoveryCodesLeft } from '#access/accounts/recovery-codes.server.ts';
import { proveSession } from '#access/accounts/sessions.server.ts';
import { countQuietly } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { ownAddress } from '#people/persons/own-password.server.ts';
import { calledName } from '#people/persons/person.ts';
import { Forbidden, Invalid } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { checkSecond, type Second } from './second-step.server.ts';

/**
 * By what someone can prove who they are: an authenticator app or a passkey where they have one, else their password,
 * else a mail. Where the session must become one of two factors, a password is not enough.
 */
function waysOf({ factors, needsTwo, isStrong }: SignIn, isPasswordSet: boolean) {
	const mustBeStrong = needsTwo && factors.length > 0 && !isStrong;
	const hasPasswordWay = isPasswordSet && !factors.includes('code') && !mustBeStrong;
	return {
		code: factors.includes('code'),
		passkey: factors.includes('passkey'),
		recovery: factors.length > 0,
		password: hasPasswordWay,
		mail: factors.length === 0 && !isPasswordSet
	};
}

/** What the page of confirming offers the actor. */
export async function waysToConfirm(actor: Actor, signIn: SignIn, place: Place) {
	authorize(actor, 'me.see');
	const [isPasswordSet, codesLeft, email] = await Promise.all([
		hasPassword(actor),
		recoveryCodesLeft(actor),
		ownAddress(actor)
	]);
	const ways = waysOf(signIn, isPasswordSet);
	return {
		...ways,
		recovery: ways.recovery && codesLeft > 0,
		passkey: ways.passkey ? await passkeyToUse(actor, place, 'confirm', actor.accountId) : undefined,
		email
	};
}

/** The actor proves by their second factor who they are. Throws Invalid, TooMany. */
export async function confirmBySecond(actor: Actor, { sessionId }: SignIn, second: Second): Promise<void> {
	authorize(actor, 'me.change');
	await checkSecond(actor, second, 'confirm');
	await proveSession(actor, sessionId, { isStrong: true });
}

/** The actor proves by their password who they are. Throws Invalid at `old_password`, TooMany, and Forbidden where it does not count. */
export async function confirmByPassword(actor: Actor, signIn: SignIn, password: string): Promise<void> {
	authorize(actor, 'me.change');
	if (!waysOf(signIn, true).password) throw new Forbidden('A second factor is asked for');
	await checkPassword(actor, password);
	await proveSession(actor, signIn.sessionId, { isStrong: false });
}

/** The actor proves by a fresh mail link who they are. Throws Invalid where it is over, and Forbidden where it does not count. */
export async function confirmByMail(actor: Actor, signIn: SignIn, token: string): Promise<void> {
	authorize(actor, 'me.change');
	if (!waysOf(signIn, await hasPassword(actor)).mail) throw new Forbidden('A mail is not enough');
	if (!(await isOwnToken(actor, token))) throw new Invalid('link_over');
	await proveSession(actor, signIn.sessionId, { isStrong: false });
}

/** Mails the actor, who has nothing but their mailbox, a link by which they prove within 15 minutes who they are. */
export async function sendConfirmLink(actor: Actor, to: string, headers: Headers): Promise<void> {
	authorize(actor, 'me.change');
	const email = await ownAddress(actor);
	if (!(await countQuietly('link.account', `${actor.networkId} ${email}`))) return;
	const token = await makeLinkToken(actor, email, headers);
	const { personId, locale, timeZone } = actor;
	await inNetwork(actor, async (db) => {
		const { nameIn, origin } = await letterhead(db);
		const network = nameIn(locale);
		const query = `proof=${encodeURIComponent(token)}&to=${encodeURIComponent(to)}`;
		const written = asReader({ locale, timeZone }, () =>
			letter(
				m.confirm_mail_subject({ network }),
				[
					{ say: m.match_mail_greeting({ name: calledName(actor, locale) }) },
					{ say: m.confirm_mail_body() },
					{ button: m.confirm_mail_button(), href: `${origin}/me/confirm?${query}` },
					{ quiet: m.sign_in_mail_valid() }
				],
				{ network, why: m.sign_in_mail_why() }
			)
		);
		await leaveMail(db, actor, {
			kind: 'sign_in',
			personId,
			address: email,
			letter: written,
			expiresAt: new Date(Date.now() + linkMinutes * 60_000)
		});
	});
}
