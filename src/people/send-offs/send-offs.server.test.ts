import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { readReasons } from '#people/departures/departures.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { sendOffAtDesk, sendOffsAtDesk } from './at-desk.server.ts';
import { beginSendOff } from './beginning.server.ts';
import { callOffSendOff, changeSendOff, resumeSendOff } from './changing.server.ts';
import { completeSendOffs } from './completing.server.ts';
import { answerSendOff, leaverPage, sendPageLink, type LeaverWish } from './leaver.server.ts';
import { privateAddressBy, provePrivateAddress } from './private-address.server.ts';
import { missingIn } from './send-off.ts';
import { noteTalk, readTalk } from './talk.server.ts';
import { countThoughtOf, whoAskedToBeThoughtOf } from './thought-of.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await own.owner.query('delete from auth.attempt');
});

const rows = async <T>(statement: string, values: unknown[] = []) =>
	(await own.owner.query(statement, values)).rows as T[];
/** The network's day, so many days from today. */
const day = async (ahead: number) =>
	(await rows<{ day: string }>(`select (network_today() + $1::int)::text as day`, [ahead]))[0]!.day;
const rolesOf = async ({ personId }: Actor) =>
	(await rows<{ roles: string[] }>('select roles from membership where person_id = $1', [personId]))[0]!
		.roles;
const mailsOf = (personId: string, kind: string) =>
	rows<{ address: string; body_text: string }>(
		'select address, body_text from mail where person_id = $1 and kind = $2 order by mail_id',
		[personId, kind]
	);
/** The secret part of the last link of a kind that was mailed to somebody. */
const linkIn = async (personId: string, place: string) => {
	const texts = (await mailsOf(personId, 'send_off')).map((mail) => mail.body_text).reverse();
	return texts
		.map((text) => new RegExp(`/${place}/([\\w-]{20,})`).exec(text)?.[1])
		.find((found) => found !== undefined)!;
};

const begin = async (who: string, ahead = 10) =>
	beginSendOff(hikari.hashimoto, { who, lastOn: await day(ahead), kind: 'own_wish', talkerId: null });
/** Lets the last day pass, and the night after it. */
async function night(sendOffId: string): Promise<void> {
	await own.owner.query('update send_off set last_on = network_today() - 1 where send_off_id = $1', [
		sendOffId
	]);
	await completeSendOffs(hikari.network);
}
const nothing: LeaverWish = {
	codes: [],
	words: '',
	privateAddress: '',
	consents: [],
	notice: 0,
	because: null
};

test('a member who leaves is an alumnus after the last day, with what they said, and reached at the private address', async () => {
	const { mori, hashimoto } = hikari;
	const sendOffId = await begin('森 健一');
	const lacks = async () => missingIn((await sendOffAtDesk(hashimoto, sendOffId)).sendOff);
	expect(await lacks()).toEqual(['talk', 'reasons', 'address', 'consent']);
	await answerSendOff(
		{ actor: mori },
		{
			...nothing,
			codes: ['childcare'],
			words: '子どもと過ごします',
			privateAddress: 'mori@home.example.jp',
			consents: ['return_mail'],
			because: 'childcare'
		}
	);
	await completeSendOffs(hikari.network);
	expect(await rolesOf(mori), 'not before the last day is over').toEqual(['employee']);
	const token = await linkIn(mori.personId, 'leaving/address');
	expect(await privateAddressBy(hikari.network, token)).toBe('mori@home.example.jp');
	await provePrivateAddress(hikari.network, token);
	await expect(provePrivateAddress(hikari.network, token)).rejects.toThrow(NotFound);
	expect(await lacks()).toEqual(['talk']);

	await night(sendOffId);
	expect(await rolesOf(mori)).toEqual(['alumnus']);
	const [reach] = await rows<{ email: string; signs_in: string }>(
		`select c.email, h.email as signs_in
		from contact c
		join membership m using (network_id, person_id)
		join auth.account_holder h on h.id = m.account_id
		where c.person_id = $1`,
		[mori.personId]
	);
	expect(reach).toEqual({ email: 'mori@home.example.jp', signs_in: 'mori@home.example.jp' });
	const told = await mailsOf(mori.personId, 'address_notice');
	expect(told.map((mail) => mail.address)).toEqual([`mori@round-${round}.example.jp`]);
	expect(await readReasons(hashimoto, mori.personId)).toMatchObject([
		{ view: 'stated', codes: ['childcare'], words: '子どもと過ごします' }
	]);
	expect(await rows('select 1 from send_off_talk')).toEqual([]);
	expect(await countThoughtOf(hashimoto)).toBe(1);
	expect(await whoAskedToBeThoughtOf(hashimoto)).toMatchObject([
		{ familyName: '森', because: 'childcare' }
	]);
	const consents = await rows<{ purpose: string; wording: string }>(
		'select purpose, wording from consent where person_id = $1 and withdrawn_at is null order by purpose',
		[mori.personId]
	);
	expect(consents.map(({ purpose }) => purpose)).toEqual(['network', 'return_mail']);
	expect(consents.every(({ wording }) => wording.length > 5)).toBe(true);
});

test('a member who leaves keeps the address by which they sign in until they proved another one', async () => {
	const sendOffId = await begin('森 健一');
	await answerSendOff({ actor: hikari.mori }, { ...nothing, privateAddress: 'x@home.example.jp' });
	await night(sendOffId);
	const [{ email }] = (await rows<{ email: string }>('select email from contact where person_id = $1', [
		hikari.mori.personId
	])) as [{ email: string }];
	expect(email).toBe(`mori@round-${round}.example.jp`);
	expect(await rolesOf(hikari.mori)).toEqual(['alumnus']);
});

test('a member who leaves gives up what they did for the company, and the last of the desk stays at it', async () => {
	const { ishikawa, hashimoto } = hikari;
	await night(await begin('石川 隆'));
	expect(await rolesOf(ishikawa)).toEqual(['alumnus']);
	await night(await begin('橋本 由美子'));
	expect((await rolesOf(hashimoto)).toSorted()).toEqual(['alumnus', 'steward']);
});

test('who has no account answers by the mailed link, and is invited on what they agreed to', async () => {
	const { network, parentId } = hikari;
	const [{ id }] = (await rows<{ id: string }>(
		`with someone as (
			insert into person (network_id, family_name, given_name) values ($1, '岡', '実') returning person_id
		), reach as (
			insert into contact (network_id, person_id, email)
			select $1, person_id, 'oka@work.example.jp' from someone
		), stay as (
			insert into tenure (network_id, person_id, company_id, started_on)
			select $1, person_id, $2, '2020-04-01' from someone
		)
		select person_id as id from someone`,
		[network.networkId, parentId]
	)) as [{ id: string }];
	const sendOffId = await begin('oka@work.example.jp');
	await sendPageLink(hikari.hashimoto, sendOffId);
	const token = await linkIn(id, 'leaving');
	expect(await leaverPage({ network, token })).toMatchObject({ familyName: '岡', isMember: false });
	const elsewhere = (await foundHikari(own.owner, `else-${round}`)).network;
	await expect(leaverPage({ network: elsewhere, token })).rejects.toThrow(NotFound);
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
	await answerSendOff(
		{ network, token },
		{ ...nothing, privateAddress: 'oka@home.example.jp', consents: ['network'] }
	);
	await night(sendOffId);
	expect(await rows('select email, basis from contact where person_id = $1', [id])).toEqual([
		{ email: 'oka@home.example.jp', basis: 'consent_on_leaving' }
	]);
	expect(await rows('select roles from invitation where person_id = $1', [id])).toEqual([{ roles: null }]);
	await expect(leaverPage({ network, token }), 'the link ends with it').rejects.toThrow(NotFound);
});

describe('a send-off', () => {
	test('is moved, called off, taken up again, and undone after the last day while nothing was said', async () => {
		const { hashimoto, mori } = hikari;
		const sendOffId = await begin('森 健一');
		await expect(begin('森 健一')).rejects.toThrow(new Invalid('send_off_there', 'who'));
		const move = async (revision: number, ahead: number) =>
			changeSendOff(hashimoto, sendOffId, {
				revision,
				lastOn: await day(ahead),
				kind: 'own_wish',
				talkerId: hashimoto.personId,
				talkedOn: ''
			});
		await move(1, 20);
		await expect(move(1, 30)).rejects.toThrow(Stale);
		await expect(move(2, 800)).rejects.toThrow(new Invalid('last_day_far', 'lastOn'));
		await callOffSendOff(hashimoto, sendOffId);
		await own.owner.query('update send_off set last_on = network_today() - 1');
		await completeSendOffs(hikari.network);
		expect(await rolesOf(mori), 'what was called off happens to nobody').toEqual(['employee']);
		await resumeSendOff(hashimoto, sendOffId);
		await completeSendOffs(hikari.network);
		expect(await rolesOf(mori)).toEqual(['alumnus']);
		await callOffSendOff(hashimoto, sendOffId);
		expect(await rolesOf(mori)).toEqual(['employee']);
		expect(await rows('select 1 from departure where person_id = $1', [mori.personId])).toEqual([]);
	});

	test('that told why is not undone with a date', async () => {
		const sendOffId = await begin('森 健一');
		await answerSendOff({ actor: hikari.mori }, { ...nothing, codes: ['pay'] });
		await night(sendOffId);
		await expect(callOffSendOff(hikari.hashimoto, sendOffId)).rejects.toThrow(
			new Invalid('departure_spoken_of', 'form')
		);
	});

	test('is begun for somebody who works here, by one clear name', async () => {
		await expect(begin('中村 さくら')).rejects.toThrow(new Invalid('send_off_unknown', 'who'));
		await own.owner.query(
			`with twin as (
				insert into person (network_id, family_name, given_name) values ($1, '森', '健一') returning person_id
			)
			insert into tenure (network_id, person_id, company_id, started_on)
			select $1, person_id, $2, '2020-04-01' from twin`,
			[hikari.network.networkId, hikari.parentId]
		);
		await expect(begin('森 健一')).rejects.toThrow(new Invalid('send_off_several', 'who'));
		await begin(hikari.mori.personId);
		expect(await sendOffsAtDesk(hikari.hashimoto, 'running')).toHaveLength(1);
	});
});

describe('what was said in the talk', () => {
	test('stays unread for those who do not read such reasons, and is never written over', async () => {
		const { hashimoto, mori } = hikari;
		const steward: Actor = { ...hashimoto, roles: ['employee', 'steward'] };
		const sendOffId = await begin('森 健一');
		const saidOn = await day(0);
		await noteTalk(hashimoto, sendOffId, { codes: ['harassment', 'pay'], words: '', saidOn });
		expect(await readTalk(steward, sendOffId)).toMatchObject({ codes: ['pay'] });
		await noteTalk(steward, sendOffId, { codes: ['growth'], words: '', saidOn });
		expect((await readTalk(hashimoto, sendOffId))!.codes.toSorted()).toEqual(['growth', 'harassment']);
		await answerSendOff({ actor: mori }, { ...nothing, codes: ['harassment'] });
		const [seen] = await sendOffsAtDesk(steward, 'running');
		expect(missingIn(seen!), 'it looks as if nothing had been said').toContain('reasons');
		await answerSendOff({ actor: mori }, { ...nothing, codes: ['pay'] });
		await expect(
			noteTalk(hashimoto, sendOffId, { codes: ['growth'], words: '', saidOn })
		).rejects.toThrow(new Invalid('send_off_own_words', 'form'));
		const looks = await rows(`select 1 from audit where act = 'send_off.read_talk'`);
		expect(looks).toHaveLength(2);
	});

	test('is for the desk of its own network', async () => {
		const sendOffId = await begin('森 健一');
		const other = await foundHikari(own.owner, `other-${round}`);
		for (const actor of [hikari.mori, hikari.ishikawa, hikari.nakamura]) {
			await expect(readTalk(actor, sendOffId)).rejects.toThrow(Forbidden);
			await expect(callOffSendOff(actor, sendOffId)).rejects.toThrow(Forbidden);
			await expect(whoAskedToBeThoughtOf(actor)).rejects.toThrow(Forbidden);
		}
		for (const work of [readTalk, callOffSendOff, resumeSendOff, sendPageLink, sendOffAtDesk])
			await expect(work(other.hashimoto, sendOffId)).rejects.toThrow(NotFound);
		await expect(leaverPage({ actor: hikari.nakamura })).rejects.toThrow(NotFound);
	});
});
