import { beforeAll, expect, test } from 'vitest';
import { actorOf } from '#access/actor/actor.server.ts';
import { changeOwnPassword, ownSignIn, sendPasswordLink } from './own-password.server.ts';
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

test('a password is set; all other sessions end, and it is told', async () => {
	const { nakamura, network } = hikari;
	const email = 'nakamura@hikari.example.jp';
	expect(await ownSignIn(nakamura)).toEqual({ email, hasPassword: false });
	const elsewhere = await signIn(email);
	const here = tokenIn(await changeOwnPassword(nakamura, { old: '', next: first, proof: '' }, none));
	expect(await isIn(elsewhere)).toBe(false);
	expect(await isIn(here)).toBe(true);
	expect(await enterByPassword(network, email, first, none)).toBeDefined();
	expect(await mails(nakamura.personId)).toEqual([{ subject: expect.stringContaining('設定しました') }]);
});

test('a password is changed by whoever knows the present one; all other sessions end, and it is told', async () => {
	const { nakamura, network } = hikari;
	const email = 'nakamura@hikari.example.jp';
	const phone = await signIn(email);
	await expect(
		changeOwnPassword(nakamura, { old: '', next: second, proof: '' }, none)
	).rejects.toMatchObject({
		why: 'wrong_old_password',
		field: 'old_password'
	});
	await expect(changeOwnPassword(nakamura, { old: first, next: first, proof: '' }, none)).rejects.toThrow(
		'same_password'
	);
	expect(await isIn(phone), 'a refused change ends nothing').toBe(true);
	const now = tokenIn(await changeOwnPassword(nakamura, { old: first, next: second, proof: '' }, none));
	expect(await isIn(phone)).toBe(false);
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
	await changeOwnPassword(hikari.mori, { old: '', next: first, proof: '' }, none);
	for (let at = 0; at < 6; at++)
		await expect(
			changeOwnPassword(hikari.mori, { old: `${at}`, next: second, proof: '' }, none)
		).rejects.toThrow('wrong_old_password');
	await expect(
		changeOwnPassword(hikari.mori, { old: first, next: second, proof: '' }, none)
	).rejects.toThrow(TooMany);
});

test('who has forgotten it sets a new one by a link that is mailed to them, once, and by nobody else’s', async () => {
	const { igarashi } = hikari;
	await changeOwnPassword(igarashi, { old: '', next: first, proof: '' }, none);
	await sendPasswordLink(igarashi, none);
	const { rows } = await own.owner.query(
		`select body_text from mail where person_id = $1 and body_text like '%proof=%'`,
		[igarashi.personId]
	);
	const proof = decodeURIComponent(/proof=([^\s&]+)/.exec(rows[0].body_text)![1]!);
	const foreign = await makeLinkToken(hikari.network, 'ishikawa@hikari.example.jp', none);
	for (const wrong of [foreign, 'made-up'])
		await expect(
			changeOwnPassword(igarashi, { old: '', next: second, proof: wrong }, none)
		).rejects.toThrow('link_over');
	expect(await enterByPassword(hikari.network, 'igarashi@hikari.example.jp', first, none)).toBeDefined();
	await changeOwnPassword(igarashi, { old: '', next: second, proof }, none);
	expect(await enterByPassword(hikari.network, 'igarashi@hikari.example.jp', second, none)).toBeDefined();
	await expect(changeOwnPassword(igarashi, { old: '', next: first, proof }, none)).rejects.toThrow(
		'link_over'
	);
});

test('an account of another network is out of reach', async () => {
	const stranger = { ...other.nakamura, accountId: hikari.mori.accountId };
	await expect(changeOwnPassword(stranger, { old: '', next: second, proof: '' }, none)).rejects.toThrow();
	expect(await enterByPassword(hikari.network, 'mori@hikari.example.jp', second, none)).toBeUndefined();
	expect(await enterByPassword(hikari.network, 'mori@hikari.example.jp', first, none)).toBeDefined();
});
