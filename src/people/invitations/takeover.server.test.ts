import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enterByPassword, enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { actorOf } from '#access/actor/actor.server.ts';
import { readMail } from '#access/outbox/outbox.server.ts';
import {
	beginAttempt,
	keepOutcome,
	newBrowser,
	takeAttempt
} from '#access/single-sign-on/attempts.server.ts';
import { arrive } from '#people/single-sign-on/arriving.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { sendSignInLink } from '#people/persons/signing-in.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { invitationBy, join, type JoinWish } from './joining.server.ts';
import { sendInvitations } from './sending.server.ts';
import { invitePerson, recordBasis } from './waves.server.ts';

const own = useOwnDatabase();
const none = new Headers();
const password = '攻撃者の長い合言葉';
let kaede: Hikari;
let momiji: Hikari;
let round = 0;
beforeAll(async () => {
	kaede = await foundHikari(own.owner, 'kaede');
});
beforeEach(async () => {
	momiji = await foundHikari(own.owner, `momiji-${++round}`);
});

const wish = (secret = ''): JoinWish => ({
	consents: ['network'],
	reasons: [],
	reasonWords: '',
	standing: { canReturn: 'unknown', wantsToReturn: 'unknown' },
	password: secret,
	locale: 'ja',
	today: '2026-11-23'
});

/** The steward of 紅葉 says that 渡邉 has this address, invites them, and takes the link out of the database itself. */
async function linkOfMomijiFor(email: string): Promise<string> {
	const { hashimoto, network, watanabeId } = momiji;
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
	await own.owner.query('update contact set email = $1 where person_id = $2', [email, watanabeId]);
	await recordBasis(hashimoto, 'notice', '2026-11-01', '');
	await invitePerson(hashimoto, watanabeId, true);
	const { rows: waves } = await own.owner.query(
		'select wave_id from invitation_wave where network_id = $1 order by wave_id desc limit 1',
		[network.networkId]
	);
	await sendInvitations({ ...network, waveId: waves[0].wave_id });
	const { rows } = await own.owner.query(
		`select body_text from mail where network_id = $1 and kind = 'invitation' order by mail_id desc limit 1`,
		[network.networkId]
	);
	return /join\/(\S+)/.exec(rows[0].body_text)![1]!;
}

const tokenIn = (cookies: string[]) =>
	tokenOf(decodeURIComponent(/okaeri\.session_token=([^;]+)/.exec(cookies.join())![1]!))!;

const steward = 'hashimoto@kaede.example.jp';

describe('a steward of one network who invites the address of another network’s steward', () => {
	test('and joins with a password, cannot enter there with it', async () => {
		await join(momiji.network, await linkOfMomijiFor(steward), wish(password));
		expect(await enterByPassword(momiji.network, steward, password, none)).toBeDefined();
		expect(await enterByPassword(kaede.network, steward, password, none)).toBeUndefined();
	});

	test('and joins without one, cannot enter there by a link of their own network', async () => {
		await join(momiji.network, await linkOfMomijiFor(steward), wish());
		const token = await makeLinkToken(momiji.network, steward, none);
		expect(await enterByToken(kaede.network, token, none)).toBeUndefined();
	});

	test('has a session that says nothing there', async () => {
		await join(momiji.network, await linkOfMomijiFor(steward), wish());
		const token = await makeLinkToken(momiji.network, steward, none);
		const session = tokenIn((await enterByToken(momiji.network, token, none))!);
		expect(await actorOf(session, momiji.network.networkId)).toBeDefined();
		expect(await actorOf(session, kaede.network.networkId)).toBeUndefined();
	});

	test('sets no password beforehand for someone who joins the other network later', async () => {
		const unknown = 'someone-new@mail.example.jp';
		await join(momiji.network, await linkOfMomijiFor(unknown), wish(password));
		const other = await foundHikari(own.owner, `later-${round}`);
		const attacked = momiji;
		momiji = other;
		await join(other.network, await linkOfMomijiFor(unknown), wish());
		momiji = attacked;
		expect(await enterByPassword(other.network, unknown, password, none)).toBeUndefined();
		const session = tokenIn((await enterByPassword(momiji.network, unknown, password, none))!);
		expect(await actorOf(session, other.network.networkId)).toBeUndefined();
	});
});

test('an identity provider of one network that names the other’s domain opens nothing there', async () => {
	const { rows } = await own.owner.query(
		`with provider as (
			insert into sign_on_provider (network_id, kind, called, domains, issuer, is_on, tried_revision)
			values ($1, 'oidc', 'ID', '{kaede.example.jp}', 'https://idp.example.jp', true, 0)
			returning provider_id
		),
		address as (update contact set email = $2 where network_id = $1 and person_id = $3)
		select provider_id from provider`,
		[momiji.network.networkId, steward, momiji.mori.personId]
	);
	const before = await waysInto(kaede);
	const { providerId, browser } = { providerId: rows[0].provider_id as string, browser: newBrowser() };
	const wish = { providerId, revision: 0, browser, next: '/' };
	const { attemptId, answerKey } = await beginAttempt(momiji.network, wish);
	await takeAttempt(momiji.network, { providerId, answerKey, browser });
	const identity = { subject: 'm', email: steward, isVerified: true, familyName: '', givenName: '' };
	await keepOutcome(momiji.network, attemptId, { identity, claims: {} });
	await expect(arrive(kaede.network, { attemptId, browser }, none)).rejects.toMatchObject({
		why: 'no_attempt'
	});
	const arrived = await arrive(momiji.network, { attemptId, browser }, none);
	const session = 'cookies' in arrived ? tokenIn(arrived.cookies) : '';
	const actor = (await actorOf(session, momiji.network.networkId))?.actor;
	expect(actor?.personId).toBe(momiji.mori.personId);
	expect(await actorOf(session, kaede.network.networkId)).toBeUndefined();
	expect(await waysInto(kaede)).toBe(before);
});

/** Whatever opens a network: its accounts, their sessions, and what providers vouched for. */
async function waysInto({ network }: Hikari): Promise<string> {
	const { rows } = await own.owner.query<{ all: string }>(
		`select coalesce(string_agg(t::text, ' ' order by t::text), '') as all
		from (
			select to_jsonb(s) from auth.session s where network_id = $1
			union all
			select to_jsonb(a) from auth.account_holder a where network_id = $1
			union all
			select to_jsonb(i) from sign_on_identity i where network_id = $1
		) t`,
		[network.networkId]
	);
	return rows[0]!.all;
}

const emailOf = (name: string) => `${name}@momiji-${round}.example.jp`;

describe('within one network', () => {
	test('joining leaves an account that is there, and its password, as they are', async () => {
		const token = await linkOfMomijiFor(emailOf('watanabe'));
		await own.owner.query('update contact set email = $1 where person_id = $2', [
			emailOf('moved'),
			momiji.watanabeId
		]);
		await own.owner.query('delete from contact where email = $1', [emailOf('mori')]);
		const second = await linkOfMomijiFor(emailOf('mori'));
		await expect(join(momiji.network, second, wish(password))).rejects.toMatchObject({
			why: 'account_exists'
		});
		expect(await enterByPassword(momiji.network, emailOf('mori'), password, none)).toBeUndefined();
		expect((await invitationBy(momiji.network, second)).state, 'it was not used up').toBe('open');
		await expect(join(momiji.network, token, wish(password))).rejects.toThrow(Invalid);
	});

	test('an invitation opens only while the person has the address that it was mailed to', async () => {
		const token = await linkOfMomijiFor(emailOf('steward-reads-this'));
		await own.owner.query('update contact set email = $1 where person_id = $2', [
			emailOf('victim'),
			momiji.watanabeId
		]);
		expect((await invitationBy(momiji.network, token)).state).toBe('expired');
		await expect(join(momiji.network, token, wish(password))).rejects.toThrow(Invalid);
	});
});

describe('a link of one network', () => {
	test('of five who use one link at once, one joins and the others leave nothing', async () => {
		const token = await linkOfMomijiFor(emailOf('watanabe'));
		const tries = await Promise.allSettled(
			Array.from({ length: 5 }, (_, at) => join(momiji.network, token, wish(`${password}${at}`)))
		);
		expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
		const fits = await Promise.all(
			tries.map((_, at) =>
				enterByPassword(momiji.network, emailOf('watanabe'), `${password}${at}`, none)
			)
		);
		expect(fits.map(Boolean)).toEqual(tries.map((one) => one.status === 'fulfilled'));
	});

	test('a link that is refused leaves no account', async () => {
		const token = await linkOfMomijiFor(emailOf('watanabe'));
		await own.owner.query(`update invitation set expires_at = now() - interval '1 minute'`);
		await expect(join(momiji.network, token, wish(password))).rejects.toThrow(Invalid);
		const { rowCount } = await own.owner.query('select from auth.account_holder where email = $1', [
			emailOf('watanabe')
		]);
		expect(rowCount).toBe(0);
	});

	test('the desk sees that a link was mailed, but not the link', async () => {
		const token = await linkOfMomijiFor(emailOf('watanabe'));
		await sendSignInLink(momiji.network, emailOf('mori'), '/', none);
		const { rows: mails } = await own.owner.query<{ mailId: string; kind: string }>(
			'select mail_id as "mailId", kind from mail where network_id = $1',
			[momiji.network.networkId]
		);
		expect(mails.map((mail) => mail.kind).sort()).toEqual(['invitation', 'sign_in']);
		for (const { mailId } of mails) {
			const { bodyText, bodyHtml, hidesLinks } = await readMail(
				momiji.hashimoto,
				momiji.network,
				mailId
			);
			expect(hidesLinks).toBe(true);
			expect(`${bodyText}${bodyHtml}`).toContain('（本人だけのリンク）');
			expect(`${bodyText}${bodyHtml}`).not.toMatch(/\/join\/|token=/);
			expect(`${bodyText}${bodyHtml}`).not.toContain(token);
		}
	});
});

test('links asked for again and again are answered alike, and one that works lies in the mailbox', async () => {
	const email = `mori@momiji-${round}.example.jp`;
	for (let at = 0; at < 12; at++)
		await expect(sendSignInLink(momiji.network, email, '/', none)).resolves.toBeUndefined();
	await expect(sendSignInLink(momiji.network, 'nobody@x.example', '/', none)).resolves.toBeUndefined();
	const { rows } = await own.owner.query<{ token: string }>(
		`select substring(body_text from 'token=([A-Za-z0-9_%-]+)') as token
		from mail
		where network_id = $1 and kind = 'sign_in'
		order by mail_id`,
		[momiji.network.networkId]
	);
	expect(rows).toHaveLength(4);
	for (const { token } of rows) expect(await enterByToken(momiji.network, token, none)).toBeDefined();
});
