import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, test } from 'vitest';
import { actorOf, type Actor, type Network } from '#access/actor/actor.server.ts';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { sessionTokenIn } from '#access/accounts/cookies.server.ts';
import { deviceCookie } from '#access/accounts/devices.server.ts';
import { halfOf } from '#access/accounts/half-sign-in.server.ts';
import {
	beginCodes,
	checkCode,
	confirmCodes,
	dropCodes,
	setupOf
} from '#access/accounts/one-time-codes.server.ts';
import { addPasskey, passkeyToMake, placeOf, type Place } from '#access/accounts/passkeys.server.ts';
import { makeRecoveryCodes, useRecoveryCode } from '#access/accounts/recovery-codes.server.ts';
import { takeIn, type Browser } from '#access/accounts/taking-in.server.ts';
import { Forbidden, Invalid, NotFound, TooMany } from '#platform/http/failures.ts';
import { Authenticator } from '#test/fixtures/authenticator.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { confirmByMail, confirmByPassword } from './confirming.server.ts';
import { makeSecondStep } from './second-step.server.ts';
import { endSessionsOf, guardedAccount, resetFactorsByOperator, resetFactorsOf } from './sessions.server.ts';

const own = useOwnDatabase();
const none: Browser = { headers: new Headers(), device: undefined };
let ours: Hikari;
let theirs: Hikari;
let place: Place;

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
	place = placeOf({ hosts: ['ours.example.jp'] }, 'ours.example.jp');
});

const names = { network: 'ひかりの輪', account: 'a@example.jp', person: '中村 さくら' };

/** Someone makes a passkey, as it should be. */
async function makePasskey(holder: Actor): Promise<void> {
	const { challenge } = await passkeyToMake(holder, place, names);
	await addPasskey(holder, place, 'Mac', new Authenticator().make({ challenge, ...place }));
}

/** Someone comes with what better-auth gives for a mail link. */
async function byLink(network: Network, email: string, browser = none) {
	const made = await enterByToken(network, await makeLinkToken(network, email, none.headers), none.headers);
	return { made: made!, taken: await takeIn(network, made!, 'link', browser) };
}

const cookieIn = (cookies: string[], name: string) =>
	cookies.find((cookie) => cookie.startsWith(`${name}=`))?.split(/[=;]/)[1];
const half = (cookies: string[]) => cookieIn(cookies, 'okaeri.second_step');
const entered = async (cookies: string[]) => {
	const token = sessionTokenIn(cookies);
	return token ? actorOf(token, ours.network.networkId) : undefined;
};

/** Someone sets an authenticator app up. Gives what the app shows: now, and so many steps later. */
async function appOf(holder: Actor): Promise<(steps?: number) => string> {
	await dropCodes(holder);
	await beginCodes(holder);
	const { letters } = (await setupOf(holder, names))!;
	const app = new TOTP({ secret: Secret.fromBase32(letters.replaceAll(' ', '')) });
	const shown = (steps = 0) => app.generate({ timestamp: Date.now() + steps * 30_000 });
	await confirmCodes(holder, shown(-1));
	return shown;
}
const forgetTries = () => own.owner.query('delete from auth.attempt');

describe('a one-time code', () => {
	test('counts once, and only its own account’s', async () => {
		await forgetTries();
		const shown = await appOf(ours.igarashi);
		await checkCode(ours.igarashi, shown());
		for (const code of [shown(), shown(-1), shown(-3), shown(9), '000000', '', '12345678'])
			await expect(checkCode(ours.igarashi, code), code).rejects.toThrow(Invalid);
		await checkCode(ours.igarashi, shown(1));
		await expect(checkCode(theirs.igarashi, shown(1))).rejects.toThrow(Invalid);
	});

	test('is kept so that nobody who reads the database, or moves it to their account, can make one', async () => {
		await forgetTries();
		const shown = await appOf(ours.igarashi);
		const { rows } = await own.owner.query<{ sealed: Buffer }>(
			'select sealed from auth.one_time_code where user_id = $1',
			[ours.igarashi.accountId]
		);
		expect(rows[0]!.sealed.length).toBe(20 + 28);
		await appOf(ours.mori);
		await own.owner.query('update auth.one_time_code set sealed = $1 where user_id = $2', [
			rows[0]!.sealed,
			ours.mori.accountId
		]);
		await expect(checkCode(ours.mori, shown())).rejects.toThrow(new Invalid('setup_over', 'code'));
		await dropCodes(ours.mori);
	});

	test('cannot be guessed', async () => {
		await forgetTries();
		const shown = await appOf(ours.igarashi);
		const guess = (n: number) =>
			checkCode(ours.igarashi, String(n).padStart(6, '0')).catch((e: unknown) => e);
		const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n)));
		expect(answers.filter((answer) => answer instanceof TooMany).length).toBeGreaterThan(5);
		await expect(checkCode(ours.igarashi, shown())).rejects.toThrow(TooMany);
		await forgetTries();
	});
});

test('a recovery code counts once, however it is typed, and new ones end the old', async () => {
	const [first, second] = await makeRecoveryCodes(ours.igarashi);
	await useRecoveryCode(ours.igarashi, first!.toUpperCase().replace('-', ' '));
	for (const code of [first!, 'aaaaa-aaaaa', ''])
		await expect(useRecoveryCode(ours.igarashi, code)).rejects.toThrow(Invalid);
	await expect(useRecoveryCode(ours.mori, second!), 'another’s').rejects.toThrow(Invalid);
	await makeRecoveryCodes(ours.igarashi);
	await expect(useRecoveryCode(ours.igarashi, second!)).rejects.toThrow(Invalid);
	const { rows } = await own.owner.query('select code_hash from auth.recovery_code');
	expect(JSON.stringify(rows)).not.toContain(second!.replace('-', ''));
	await forgetTries();
});

describe('a sign-in of which the second step is missing', () => {
	const email = 'igarashi@ours.example.jp';

	test('opens nothing: neither what better-auth gave nor the cookie of the step is a session', async () => {
		await forgetTries();
		await appOf(ours.igarashi);
		const { made, taken } = await byLink(ours.network, email);
		expect(taken.isHalf).toBe(true);
		expect(await entered(made)).toBeUndefined();
		expect(sessionTokenIn(taken.cookies)).toBeUndefined();
		const token = half(taken.cookies)!;
		expect(await actorOf(token, ours.network.networkId)).toBeUndefined();
		expect(await halfOf(theirs.network, token), 'nor is it one of another network').toBeUndefined();
	});

	test('is finished by the second factor of the same account, once', async () => {
		await forgetTries();
		const shown = await appOf(ours.igarashi);
		const { taken } = await byLink(ours.network, email);
		const token = half(taken.cookies)!;
		const wrong = makeSecondStep(ours.network, token, { code: '000000' }, none);
		await expect(wrong).rejects.toThrow(Invalid);
		const whole = await makeSecondStep(ours.network, token, { code: shown() }, none);
		const found = await entered(whole!.cookies);
		expect(found).toMatchObject({
			actor: { personId: ours.igarashi.personId },
			signIn: { isStrong: true, isProvedLately: true }
		});
		expect(await makeSecondStep(ours.network, token, { code: shown(1) }, none)).toBeUndefined();
		expect(await makeSecondStep(ours.network, 'made-up', { code: shown(1) }, none)).toBeUndefined();
	});

	test('is over after ten minutes, and when the sessions of the account are ended', async () => {
		await forgetTries();
		const shown = await appOf(ours.igarashi);
		const { taken } = await byLink(ours.network, email);
		await own.owner.query(`update auth.half_sign_in set expires_at = now() - interval '1 second'`);
		expect(
			await makeSecondStep(ours.network, half(taken.cookies), { code: shown() }, none)
		).toBeUndefined();
		await dropCodes(ours.igarashi);
	});
});

describe('a proof', () => {
	test('by mail is none for someone who has a second factor', async () => {
		await forgetTries();
		await appOf(ours.mori);
		const signIn = {
			sessionId: crypto.randomUUID(),
			isStrong: true,
			isProvedLately: false,
			factors: ['code' as const],
			needsTwo: false,
			graceDays: 0
		};
		const token = await makeLinkToken(ours.network, 'mori@ours.example.jp', none.headers);
		await expect(confirmByMail(ours.mori, signIn, token)).rejects.toThrow(Forbidden);
		await expect(confirmByPassword(ours.mori, signIn, 'x')).rejects.toThrow(Forbidden);
		await dropCodes(ours.mori);
	});

	test('by mail is one for the same account only, and leaves no session behind', async () => {
		const { made } = await byLink(ours.network, 'ishikawa@ours.example.jp');
		const { signIn } = (await entered(made))!;
		const foreign = await makeLinkToken(ours.network, 'mori@ours.example.jp', none.headers);
		await expect(confirmByMail(ours.ishikawa, signIn, foreign)).rejects.toThrow(Invalid);
		await own.owner.query('update auth.session set proved_at = null');
		expect((await entered(made))!.signIn.isProvedLately).toBe(false);
		const { rows: before } = await own.owner.query('select id from auth.session');
		const token = await makeLinkToken(ours.network, 'ishikawa@ours.example.jp', none.headers);
		await confirmByMail(ours.ishikawa, signIn, token);
		expect((await entered(made))!.signIn.isProvedLately).toBe(true);
		await expect(confirmByMail(ours.ishikawa, signIn, token), 'once').rejects.toThrow(Invalid);
		expect((await own.owner.query('select id from auth.session')).rows).toHaveLength(before.length);
		await own.owner.query(`update auth.session set proved_at = now() - interval '11 minutes'`);
		expect((await entered(made))!.signIn.isProvedLately).toBe(false);
	});
});

describe('a device', () => {
	const mails = async () =>
		(
			await own.owner.query<{ subject: string }>(`select subject from mail where kind = 'password'`)
		).rows.map(({ subject }) => subject);

	test('that was not seen before is told, the first one is not', async () => {
		const email = 'ishikawa@theirs.example.jp';
		const first = await byLink(theirs.network, email);
		expect(first.taken.newDevice).toBeUndefined();
		const device = cookieIn(first.taken.cookies, deviceCookie());
		const again = await byLink(theirs.network, email, { ...none, device });
		expect(again.taken.newDevice).toBeUndefined();
		const other = await byLink(theirs.network, email, { ...none, device: 'x'.repeat(43) });
		expect(other.taken.newDevice?.personId).toBe(theirs.ishikawa.personId);
		const elsewhere = await byLink(theirs.network, 'mori@theirs.example.jp', { ...none, device });
		expect(elsewhere.taken.newDevice, 'each account knows its own').toBeUndefined();
	});

	test('that is lost: an admin ends sessions and resets the second factor, nobody else does', async () => {
		await forgetTries();
		await makePasskey(ours.igarashi);
		await appOf(ours.igarashi);
		await makeRecoveryCodes(ours.igarashi);
		const { made } = await byLink(ours.network, 'mori@ours.example.jp');
		const { personId } = ours.mori;
		const admin: Actor = { ...ours.hashimoto, roles: ['admin'] };
		for (const actor of [ours.hashimoto, ours.igarashi, ours.ishikawa])
			for (const work of [guardedAccount, endSessionsOf, resetFactorsOf])
				await expect(work(actor, personId), work.name).rejects.toThrow(Forbidden);
		for (const work of [endSessionsOf, resetFactorsOf]) {
			await expect(work(admin, admin.personId)).rejects.toThrow(Invalid);
			await expect(work(admin, theirs.mori.personId)).rejects.toThrow(NotFound);
		}
		await endSessionsOf(admin, personId);
		expect(await entered(made)).toBeUndefined();
		await resetFactorsOf(admin, ours.igarashi.personId);
		expect(await guardedAccount(admin, ours.igarashi.personId)).toMatchObject({
			hasApp: false,
			passkeys: 0
		});
		await resetFactorsByOperator(ours.network, ours.mori.personId);
		const { rows } = await own.owner.query(
			`select act, actor_id from audit where act in ('session.end_all', 'second_factor.reset') order by at`
		);
		expect(rows).toEqual([
			{ act: 'session.end_all', actor_id: admin.personId },
			{ act: 'second_factor.reset', actor_id: admin.personId },
			{ act: 'second_factor.reset', actor_id: null }
		]);
		expect(await mails()).toHaveLength(3);
	});
});
