import { beforeAll, describe, expect, test } from 'vitest';
import {
	enterByPassword,
	enterByToken,
	hashPassword,
	makeLinkToken
} from '#access/accounts/accounts.server.ts';
import { sessionCookie } from '#access/accounts/auth.server.ts';
import { tokenOf } from '#access/accounts/session-token.ts';
import { actorOf, type Actor } from '#access/actor/actor.server.ts';
import {
	beginAttempt,
	keepOutcome,
	newBrowser,
	takeAttempt
} from '#access/single-sign-on/attempts.server.ts';
import { unlessBound } from '#access/single-sign-on/bound.server.ts';
import type { Identity } from '#access/single-sign-on/identity.ts';
import { setOnlyWay } from '#access/single-sign-on/rule.server.ts';
import { Refused } from '#access/single-sign-on/refusal.ts';
import { sendSignInLink } from '#people/persons/signing-in.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { arrive } from './arriving.server.ts';
import { joinByProvider, type JoinWish } from './joining.server.ts';

const own = useOwnDatabase();
const none = new Headers();
let hikari: Hikari;
let kaede: Hikari;
let admin: Actor;
let providerId: string;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	providerId = await providerIn(hikari);
	kaede = await foundHikari(own.owner, 'kaede');
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [hikari.network.networkId]);
	admin = { ...hikari.hashimoto, roles: [...hikari.hashimoto.roles, 'admin'] };
});

/** A provider that is on and speaks for ひかり and for no other domain. */
async function providerIn({ network }: Hikari): Promise<string> {
	const { rows } = await own.owner.query(
		`insert into sign_on_provider (network_id, kind, called, domains, issuer, is_on, tried_revision)
		values ($1, 'oidc', 'ひかりID', '{hikari.example.jp}', 'https://idp.example.jp', true, 0)
		returning provider_id`,
		[network.networkId]
	);
	return rows[0].provider_id as string;
}

const provider = (set: string) => own.owner.query(`update sign_on_provider set ${set}`);

type Came = { attemptId: string; browser: string };

/** Someone whom the provider proved is back. */
async function cameBack(identity: Partial<Identity>, next = '/'): Promise<Came> {
	const browser = newBrowser();
	const attempt = await beginAttempt(hikari.network, { providerId, revision: 0, browser, next });
	await takeAttempt(hikari.network, { providerId, answerKey: attempt.answerKey, browser });
	const whole = { subject: 's', email: '', isVerified: true, familyName: '', givenName: '', ...identity };
	await keepOutcome(hikari.network, attempt.attemptId, { identity: whole, claims: {} });
	return { attemptId: attempt.attemptId, browser };
}

const mail = (name: string) => `${name}@hikari.example.jp`;

/** Whom cookies sign in. */
async function whoIs(cookies: string[]): Promise<Actor | undefined> {
	const cookie = cookies.find((text) => text.startsWith(sessionCookie()))!.split(/[=;]/)[1];
	return (await actorOf(tokenOf(decodeURIComponent(cookie!))!, hikari.network.networkId))?.actor;
}

async function outcome(identity: Partial<Identity>): Promise<string> {
	try {
		const arrived = await arrive(hikari.network, await cameBack(identity), none);
		if ('newcomer' in arrived) return 'asked to join';
		return (await whoIs(arrived.cookies))!.familyName;
	} catch (failure) {
		if (failure instanceof Refused) return failure.why;
		throw failure;
	}
}

describe('whom a provider proved', () => {
	test('is signed in as the employee with that address, and as the same one when the address is another', async () => {
		expect(await outcome({ subject: 'm', email: mail('mori') })).toBe('森');
		expect(await outcome({ subject: 'm', email: mail('mori.kenichi') })).toBe('森');
		const { rows } = await own.owner.query(
			`select act, actor_id from audit where act in ('single_sign_on.linked', 'single_sign_on.entered')`
		);
		expect(rows.map(({ act }) => act).sort()).toEqual([
			'single_sign_on.entered',
			'single_sign_on.entered',
			'single_sign_on.linked'
		]);
		const { rows: mails } = await own.owner.query('select from mail where person_id = $1', [
			hikari.mori.personId
		]);
		expect(mails, 'they are told once').toHaveLength(1);
	});

	const refused: [what: string, why: string, identity: Partial<Identity>][] = [
		['another at the provider, who has the address now', 'other_subject', { email: mail('mori') }],
		['an alumnus', 'is_alumnus', { email: mail('nakamura') }],
		['who has left and is no member', 'has_left', { email: mail('watanabe') }],
		['whom nobody knows', 'not_known', { email: mail('new') }],
		[
			'an address that is not proved',
			'address_unverified',
			{ email: mail('ishikawa'), isVerified: false }
		],
		['an address of another company', 'other_domain', { email: 'hashimoto@kaede.example.jp' }]
	];
	test.each(refused)('%s is not let in', async (_what, why, identity) => {
		expect(await outcome({ subject: 'another', ...identity })).toBe(why);
		const { rows } = await own.owner.query(
			`select detail ->> 'why' as why from audit where act = 'single_sign_on.refused' order by at desc limit 1`
		);
		expect(rows[0].why).toBe(why);
	});

	test('and has become an alumnus since, is not let in any more', async () => {
		await own.owner.query(`update membership set roles = '{alumnus}' where person_id = $1`, [
			hikari.mori.personId
		]);
		expect(await outcome({ subject: 'm', email: mail('mori') })).toBe('is_alumnus');
		await own.owner.query(`update membership set roles = '{employee}' where person_id = $1`, [
			hikari.mori.personId
		]);
	});

	test('and works at another company of the group, is not let in where the provider is for one', async () => {
		await provider(`company_id = '${hikari.digitalId}'`);
		expect(await outcome({ subject: 'i', email: mail('ishikawa') })).toBe('other_company');
		await provider(`company_id = '${hikari.parentId}'`);
		expect(await outcome({ subject: 'i', email: mail('ishikawa') })).toBe('石川');
		await provider('company_id = null');
	});
});

describe('whoever is back', () => {
	test('arrives once, in the browser that set out', async () => {
		const came = await cameBack({ subject: 'm', email: mail('mori') });
		const again = (by: Came) => arrive(hikari.network, by, none);
		await expect(again({ ...came, browser: newBrowser() })).rejects.toMatchObject({ why: 'no_attempt' });
		await expect(again({ ...came, browser: '' })).rejects.toMatchObject({ why: 'no_attempt' });
		await expect(arrive(kaede.network, came, none)).rejects.toMatchObject({ why: 'no_attempt' });
		expect(await again(came)).toMatchObject({ next: '/' });
		await expect(again(came)).rejects.toMatchObject({ why: 'no_attempt' });
	});

	test('and comes while the provider is off, is not let in', async () => {
		const came = await cameBack({ subject: 'm', email: mail('mori') });
		await provider('is_on = false');
		await expect(arrive(hikari.network, came, none)).rejects.toMatchObject({ why: 'is_off' });
		await provider('is_on = true');
	});
});

describe('whom the network does not know joins as an employee, where it wants so', () => {
	const wish: JoinWish = {
		familyName: '新井',
		givenName: '花',
		familyKana: '',
		givenKana: '',
		consents: ['network'],
		notice: 0,
		locale: 'ja'
	};

	test('with consent, once, and is the same one the next time', async () => {
		await provider('admits_new = true');
		const arai = { subject: 'arai', email: mail('arai'), familyName: '新井', givenName: '花' };
		const came = await cameBack(arai, '/people');
		expect(await arrive(hikari.network, came, none)).toMatchObject({
			newcomer: { personId: null, address: mail('arai'), name: { familyName: '新井' } }
		});
		const join = (change: Partial<JoinWish>) =>
			joinByProvider(hikari.network, came, { ...wish, ...change }, none);
		await expect(join({ consents: [] })).rejects.toMatchObject({ why: 'consent_needed' });
		const { cookies, next } = await join({});
		expect(next).toBe('/people');
		expect(await whoIs(cookies)).toMatchObject({ familyName: '新井', roles: ['employee'] });
		await expect(join({})).rejects.toMatchObject({ why: 'no_attempt' });
		expect(await outcome(arai)).toBe('新井');
		const { rows } = await own.owner.query(`
			select c.basis, array_agg(s.purpose) as purposes
			from contact c
			join consent s using (network_id, person_id)
			where c.email = '${mail('arai')}'
			group by c.basis`);
		expect(rows).toEqual([{ basis: 'joined', purposes: ['network'] }]);
	});

	test('but nobody who has left, and no alumnus', async () => {
		expect(await outcome({ subject: 'w', email: mail('watanabe') })).toBe('has_left');
		expect(await outcome({ subject: 'n', email: mail('nakamura') })).toBe('is_alumnus');
		await provider('admits_new = false');
	});
});

describe('where the company’s account is the only way for employees', () => {
	const password = '森さんの長い合言葉です';
	const link = async (name: string) =>
		(await enterByToken(hikari.network, await makeLinkToken(hikari.network, mail(name), none), none))!;

	test('who came in otherwise is signed out, but not who runs the network, and no alumnus', async () => {
		const { accountId } = hikari.mori;
		await own.owner.query(
			`insert into auth.credential (user_id, account_id, provider_id, password)
			values ($1, $2, 'credential', $3)`,
			[accountId, accountId, await hashPassword(password)]
		);
		const before = {
			mori: await link('mori'),
			hashimoto: await link('hashimoto'),
			nakamura: await link('nakamura')
		};
		await setOnlyWay(admin, true);
		expect(await whoIs(before.mori)).toBeUndefined();
		expect((await whoIs(before.hashimoto))?.familyName).toBe('橋本');
		expect((await whoIs(before.nakamura))?.familyName).toBe('中村');
	});

	test('a right password and a link let no employee in, but the operator’s link whoever runs the network', async () => {
		const by = (await enterByPassword(hikari.network, mail('mori'), password, none))!;
		await expect(unlessBound(hikari.network, by)).rejects.toMatchObject({ why: 'only_way' });
		expect(await whoIs(by), 'the session is over').toBeUndefined();
		for (const name of ['mori', 'hashimoto'])
			await expect(unlessBound(hikari.network, await link(name))).rejects.toMatchObject({
				why: 'only_way'
			});
		const mori = link('mori').then((cookies) => unlessBound(hikari.network, cookies, { runsIt: false }));
		await expect(mori).rejects.toMatchObject({ why: 'only_way' });
		expect(await unlessBound(hikari.network, await link('hashimoto'), { runsIt: false })).toBeDefined();
		expect(await unlessBound(hikari.network, await link('nakamura'))).toBeDefined();
	});

	test('an employee who asks for a link is mailed where to sign in, an alumnus gets the link', async () => {
		const bodyFor = async (name: string) => {
			await sendSignInLink(hikari.network, mail(name), '/people', none);
			const { rows } = await own.owner.query(
				`select body_text from mail where address = $1 and kind = 'sign_in' order by mail_id desc limit 1`,
				[mail(name)]
			);
			return rows[0].body_text as string;
		};
		expect(await bodyFor('mori')).not.toContain('token=');
		expect(await bodyFor('mori')).toContain('/sign-in?next=%2Fpeople');
		expect(await bodyFor('nakamura')).toContain('/sign-in/link?token=');
	});

	test('the provider still lets them in', async () => {
		expect(await outcome({ subject: 'm', email: mail('mori') })).toBe('森');
		await setOnlyWay(admin, false);
	});
});

test('a session by the provider ends within a day', async () => {
	await outcome({ subject: 'm', email: mail('mori') });
	const { rows } = await own.owner.query(
		`select extract(epoch from max(expires_at) - now()) / 3600 as hours from auth.session where user_id = $1`,
		[hikari.mori.accountId]
	);
	expect(Number(rows[0].hours)).toBeLessThanOrEqual(24);
});
