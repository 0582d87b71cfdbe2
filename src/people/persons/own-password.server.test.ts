import { beforeAll, expect, test } from 'vitest';
import { actorOf } from '#access/actor/actor.server.ts';
import { changeOwnPassword, ownSignIn } from './own-password.server.ts';
import { TooMany } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { enterByPassword, enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';

const own = useOwnDatabase();
const none = new Headers();
const first = '長い合言葉を一つ決める';
const second = '別の合言葉にしてみる日';
let hikari: Hikari;
let other: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	other = await foundHikari(own.owner, 'other');
});

const tokenIn = (cookies: string[]) => {
	const pair = cookies.map((cookie) => cookie.split(';')[0]!).find((text) => /session_token=./.test(text))!;
	return tokenOf(decodeURIComponent(pair.slice(pair.indexOf('=') + 1)))!;
};
async function signIn(email: string): Promise<string> {
	return tokenIn(
		(await enterByToken(hikari.network, await makeLinkToken(hikari.network, email, none), none))!
	);
}
const isIn = async (token: string) => (await actorOf(token, hikari.network.networkId)) !== undefined;
const mails = async (personId: string) =>
	(await own.owner.query(`select subject from mail where person_id = $1 and kind = 'password'`, [personId]))
		.rows;

test('a password is set and changed by whoever knows the present one; all other sessions end, and it is told', async () => {
	const { nakamura, network } = hikari;
	const email = 'nakamura@hikari.example.jp';
	expect(await ownSignIn(nakamura)).toEqual({ email, hasPassword: false });
	const elsewhere = await signIn(email);
	const here = tokenIn(await changeOwnPassword(nakamura, { old: '', next: first }, none));
	expect(await isIn(elsewhere)).toBe(false);
	expect(await isIn(here)).toBe(true);
	expect(await enterByPassword(network, email, first, none)).toBeDefined();

	const phone = await signIn(email);
	await expect(changeOwnPassword(nakamura, { old: '', next: second }, none)).rejects.toMatchObject({
		why: 'wrong_old_password',
		field: 'old_password'
	});
	await expect(changeOwnPassword(nakamura, { old: first, next: first }, none)).rejects.toThrow(
		'same_password'
	);
	expect(await isIn(phone), 'a refused change ends nothing').toBe(true);
	const now = tokenIn(await changeOwnPassword(nakamura, { old: first, next: second }, none));
	expect(await isIn(phone)).toBe(false);
	expect(await isIn(here)).toBe(false);
	expect(await isIn(now)).toBe(true);
	expect(await enterByPassword(network, email, first, none)).toBeUndefined();
	expect(await enterByPassword(network, email, second, none)).toBeDefined();
	expect(await mails(nakamura.personId)).toHaveLength(2);
	const { rows: audit } = await own.owner.query(
		`select act from audit where subject_id = $1 and act like 'password.%' order by audit_id`,
		[nakamura.personId]
	);
	expect(audit).toEqual([{ act: 'password.set' }, { act: 'password.change' }]);
});

test('whoever sits at a signed-in screen cannot guess the present password for long', async () => {
	await changeOwnPassword(hikari.mori, { old: '', next: first }, none);
	for (let at = 0; at < 6; at++)
		await expect(changeOwnPassword(hikari.mori, { old: `${at}`, next: second }, none)).rejects.toThrow(
			'wrong_old_password'
		);
	await expect(changeOwnPassword(hikari.mori, { old: first, next: second }, none)).rejects.toThrow(TooMany);
});

test('an account of another network is out of reach', async () => {
	const stranger = { ...other.nakamura, accountId: hikari.mori.accountId };
	await expect(changeOwnPassword(stranger, { old: '', next: second }, none)).rejects.toThrow();
	expect(await enterByPassword(hikari.network, 'mori@hikari.example.jp', second, none)).toBeUndefined();
	expect(await enterByPassword(hikari.network, 'mori@hikari.example.jp', first, none)).toBeDefined();
});
