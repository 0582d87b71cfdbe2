import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actions, load } from '#routes/(public)/claim/+page.server.ts';
import { actions as proofActions, load as proofLoad } from '#routes/(public)/claim/[token]/+page.server.ts';
import { invitationBy, join } from '#people/invitations/joining.server.ts';
import { optOut } from '#people/invitations/opting-out.server.ts';
import { makePassOn, ownPassOn, withdrawPassOn } from '#people/passing-on/passing-on.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { acceptClaim, claimsAtDesk, declineClaim, recordsFor, reopenClaim } from './deciding.server.ts';
import { compareClaim, forgetClaims } from './tasks.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;
let round = 0;
let visitor = 0;

beforeAll(async () => {
	other = await foundHikari(own.owner, 'other');
});
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `claims-${++round}`);
	const { networkId } = hikari.network;
	await own.owner.query(
		`insert into employee_number (network_id, company_id, number, person_id)
		values ($1, $2, '00417', $3), ($1, $2, '00418', $4)`,
		[networkId, hikari.parentId, hikari.watanabeId, hikari.nakamura.personId]
	);
	await own.owner.query('delete from contact where network_id = $1 and person_id = $2', [
		networkId,
		hikari.watanabeId
	]);
});

type Said = Record<string, string>;
const watanabe: Said = {
	familyName: '渡辺',
	givenName: '直樹',
	familyKana: 'わたなべ',
	givenKana: 'なおき',
	number: '417',
	joinedYear: '２０１１',
	leftYear: '2020年',
	department: '生産技術部',
	email: 'naoki@mail.example.jp'
};
const nakamura: Said = {
	...watanabe,
	familyName: '中村',
	givenName: 'さくら',
	familyKana: 'ナカムラ',
	givenKana: 'サクラ',
	number: '00418',
	leftYear: '2021'
};

function event(values: Said, token = ''): RequestEvent {
	const body = new URLSearchParams(values);
	return {
		locals: { network: hikari.network, actor: undefined, locale: 'ja', timeZone: 'Asia/Tokyo' },
		url: new URL('http://x.example/claim'),
		params: { token },
		request: new Request('http://x.example/claim', { method: 'POST', body }),
		getClientAddress: () => `203.0.113.${++visitor}`
	} as unknown as RequestEvent;
}

/** What a visitor is answered: a page's data, or where a form leads and what it refuses. */
const answer = async (work: Promise<unknown>) =>
	work.catch((failure: unknown) => failure).then((result) => JSON.stringify(result));

const rows = async <T>(query: string, ...more: unknown[]) =>
	(await own.owner.query(query, [hikari.network.networkId, ...more])).rows as T[];
type Mail = { kind: string; address: string; subject: string; body: string; status: string };
const mails = () =>
	rows<Mail>(
		`select kind, address, subject, body_text as body, status from mail where network_id = $1 order by mail_id`
	);
const tokenOf = (mail: Mail | undefined) => /\/(?:claim|join)\/(\S+)/.exec(mail?.body ?? '')?.[1] ?? '';
const rule = (claims: string) => rows('update network set claims = $2 where network_id = $1', claims);

/** Sends the form, and gives what the visitor and the mailbox were told. */
async function ask(said: Said): Promise<{ told: string; token: string }> {
	const before = (await mails()).length;
	const page = await answer(actions.default(event(said) as never));
	const sent = (await mails()).slice(before);
	const token = tokenOf(sent[0]);
	const inMail = sent
		.map(({ kind, subject, body }) => [kind, subject, body.replace(token, 'TOKEN')].join('\n'))
		.join('\n');
	const hidden = inMail.replaceAll(said.familyName!, 'NAME');
	return { told: `${page}\n${hidden}`, token };
}

/** Uses the link, and gives what the page says before and after. */
async function prove(token: string, email = watanabe.email!): Promise<string> {
	const before = await answer(proofLoad(event({}, token) as never) as Promise<unknown>);
	const used = await answer(proofActions.prove(event({}, token) as never));
	const after = await answer(proofLoad(event({}, token) as never) as Promise<unknown>);
	return [before, used, after].join('\n').replaceAll(token, 'TOKEN').replaceAll(email, 'ADDRESS');
}

async function compare(): Promise<void> {
	const claims = await rows<{ id: string }>(
		`select claim_id as id from claim where network_id = $1 and state = 'proved'`
	);
	for (const { id } of claims) await compareClaim({ ...hikari.network, claimId: id });
}

async function claim(said: Said): Promise<void> {
	await prove((await ask(said)).token);
	await compare();
}

const states = async () =>
	(await rows<{ state: string }>(`select state from claim where network_id = $1 order by claim_id`)).map(
		({ state }) => state
	);

describe('nobody learns by asking whether someone is in the file', () => {
	test('page, mail and proof are the same for whoever asks about whom', async () => {
		await rule('at_once');
		const cases: [string, Said][] = [
			['exact', watanabe],
			['near', { ...watanabe, number: '', leftYear: '2019' }],
			['none', { ...watanabe, familyName: '宇宙', givenName: '人', number: '999999' }],
			['a member', nakamura],
			['who works here', { ...watanabe, familyName: '森', givenName: '健一' }],
			[
				'who wants to be left alone',
				{ ...watanabe, familyName: '五十嵐', givenName: '亮', leftYear: '2019' }
			]
		];
		await rows(
			'update contact set do_not_contact = true where network_id = $1 and person_id = $2',
			hikari.igarashi.personId
		);
		const told = new Map<string, string>();
		for (const [name, said] of cases) {
			const email = `${name.replaceAll(' ', '-')}@mail.example.jp`;
			const { told: asked, token } = await ask({ ...said, email });
			expect(token, name).not.toBe('');
			told.set(name, `${asked}\n${await prove(token, email)}`);
		}
		const [first] = told.values();
		for (const [name, words] of told) expect(words, name).toBe(first);
		expect(first).not.toMatch(/417|2020|生産/);
	});

	test('an address that wants no invitations gets no mail, and the page says the same', async () => {
		const free = await answer(actions.default(event(watanabe) as never));
		await inNetwork(hikari.network, (db) => optOut(db, hikari.network, 'stop@mail.example.jp'));
		const barred = await answer(
			actions.default(event({ ...watanabe, email: 'stop@mail.example.jp' }) as never)
		);
		expect(barred).toBe(free);
		expect((await mails()).map(({ status }) => status)).toEqual(['waiting', 'stopped']);
	});

	test('asked for one address again and again, the page says the same and the mails end', async () => {
		const told = new Set<string>();
		for (let at = 0; at < 6; at++)
			told.add(
				await answer(actions.default(event({ ...watanabe, email: 'many@mail.example.jp' }) as never))
			);
		expect(told.size).toBe(1);
		expect(await mails()).toHaveLength(3);
	});
});

describe('at once', () => {
	beforeEach(() => rule('at_once'));

	test('who fits in everything gets the link to join at the proved address, and joins', async () => {
		await claim(watanabe);
		const link = (await mails()).find(({ kind }) => kind === 'claim');
		expect(link?.address).toBe(watanabe.email);
		expect(await states()).toEqual(['let_in']);
		const token = tokenOf(link);
		expect((await invitationBy(hikari.network, token)).state).toBe('open');
		await join(hikari.network, token, {
			consents: ['network'],
			reasons: [],
			reasonWords: '',
			standing: { canReturn: 'unknown', wantsToReturn: 'unknown' },
			password: '',
			locale: 'ja',
			today: '2026-01-01'
		});
		const members = await rows(
			'select from membership where network_id = $1 and person_id = $2',
			hikari.watanabeId
		);
		expect(members).toHaveLength(1);
	});

	test.each<[string, Said, string?]>([
		['without the number', { number: '' }],
		['with another number', { number: '418' }],
		['with another year', { leftYear: '2019' }],
		['with another department', { department: '総務部' }],
		['with another reading', { familyKana: 'ワタベ' }],
		[
			'while another address is in the file',
			{},
			`insert into contact (network_id, person_id, email) values ($1, $2, 'old@mail.example.jp')`
		],
		[
			'who works here again',
			{},
			`insert into tenure (network_id, person_id, company_id, started_on) select network_id, person_id, company_id, '2024-04-01' from tenure where network_id = $1 and person_id = $2 limit 1`
		],
		[
			'who asked to be left alone',
			{},
			`insert into contact (network_id, person_id, email, do_not_contact) values ($1, $2, 'naoki@mail.example.jp', true)`
		]
	])('nobody is let in %s', async (_why, change, setting) => {
		if (setting) await rows(setting, hikari.watanabeId);
		await claim({ ...watanabe, ...change });
		expect(await states()).toEqual(['waiting']);
		expect((await mails()).filter(({ kind }) => kind === 'claim')).toEqual([]);
		expect(await rows('select from invitation where network_id = $1')).toEqual([]);
	});

	test('a member’s account stays theirs: their address is told once, and nothing changes', async () => {
		await claim({ ...nakamura, email: 'thief@mail.example.jp' });
		await claim({ ...nakamura, email: 'thief2@mail.example.jp' });
		expect(await states()).toEqual(['waiting', 'waiting']);
		const notices = (await mails()).filter(({ kind }) => kind === 'address_notice');
		expect(notices.map(({ address }) => address)).toEqual([`nakamura@claims-${round}.example.jp`]);
		const [waiting] = await claimsAtDesk(hikari.hashimoto, 'waiting', 0);
		await expect(
			acceptClaim(hikari.hashimoto, waiting!.claimId, hikari.nakamura.personId)
		).rejects.toMatchObject({ why: 'claim_is_member' });
		const [contact] = await rows<{ email: string }>(
			'select email from contact where network_id = $1 and person_id = $2',
			hikari.nakamura.personId
		);
		expect(contact?.email).toBe(`nakamura@claims-${round}.example.jp`);
	});

	test('a member who asks from their own address is told to sign in', async () => {
		await claim({ ...nakamura, email: `nakamura@claims-${round}.example.jp` });
		expect(await states()).toEqual(['is_member']);
		expect((await mails()).at(-1)!.body).toContain('/sign-in');
	});

	test('nothing is compared before the address is proved', async () => {
		await ask(watanabe);
		await compare();
		expect(await states()).toEqual(['unproved']);
		expect(await claimsAtDesk(hikari.hashimoto, 'waiting', 0)).toEqual([]);
	});
});

describe('at the desk', () => {
	test('what differs stands beside the record, and who is accepted gets the link', async () => {
		await claim({
			...watanabe,
			number: '',
			familyName: 'Watanabe',
			givenName: 'Naoki',
			familyKana: '',
			givenKana: ''
		});
		const [waiting] = await claimsAtDesk(hikari.hashimoto, 'waiting', 0);
		const [person] = waiting!.candidates;
		expect(person).toMatchObject({
			personId: hikari.watanabeId,
			same: {
				name: false,
				kana: true,
				number: null,
				joined: true,
				left: true,
				department: true,
				address: null
			}
		});
		await acceptClaim(hikari.hashimoto, waiting!.claimId, hikari.watanabeId);
		expect((await mails()).at(-1)).toMatchObject({ kind: 'claim', address: watanabe.email });
		await expect(declineClaim(hikari.hashimoto, waiting!.claimId)).rejects.toThrow(Stale);
	});

	test('a refusal says nothing of the file, and can be taken up again', async () => {
		await claim({
			...watanabe,
			familyName: '宇宙',
			givenName: '人',
			familyKana: 'ウチュウ',
			givenKana: 'ヒト',
			number: ''
		});
		const [waiting] = await claimsAtDesk(hikari.hashimoto, 'waiting', 0);
		expect(waiting!.candidates).toEqual([]);
		await declineClaim(hikari.hashimoto, waiting!.claimId);
		expect((await mails()).at(-1)!.body).not.toMatch(/名簿|登録され/);
		await reopenClaim(hikari.hashimoto, waiting!.claimId);
		const [found] = await recordsFor(hikari.hashimoto, '渡邉');
		await acceptClaim(hikari.hashimoto, waiting!.claimId, found!.personId);
		expect(await states()).toEqual(['let_in']);
	});

	test('others do not get there: neither by role nor from another network', async () => {
		await claim(watanabe);
		const [waiting] = await claimsAtDesk(hikari.hashimoto, 'waiting', 0);
		const id = waiting!.claimId;
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
			await expect(claimsAtDesk(actor, 'waiting', 0)).rejects.toThrow(Forbidden);
			await expect(acceptClaim(actor, id, hikari.watanabeId)).rejects.toThrow(Forbidden);
			await expect(declineClaim(actor, id)).rejects.toThrow(Forbidden);
			await expect(recordsFor(actor, '渡')).rejects.toThrow(Forbidden);
		}
		expect(await claimsAtDesk(other.hashimoto, 'waiting', 0)).toEqual([]);
		await expect(acceptClaim(other.hashimoto, id, other.watanabeId)).rejects.toThrow(NotFound);
		await expect(declineClaim(other.hashimoto, id)).rejects.toThrow(NotFound);
		await expect(acceptClaim(hikari.hashimoto, id, other.watanabeId)).rejects.toThrow(NotFound);
	});

	test('claims are erased after thirty days, with their mails', async () => {
		await claim(watanabe);
		await rows(`update claim set made_at = made_at - interval '31 days' where network_id = $1`);
		await rows(
			`update mail set status = 'sent', created_at = created_at - interval '31 days' where network_id = $1`
		);
		await forgetClaims(hikari.network);
		expect(await states()).toEqual([]);
		expect(await mails()).toEqual([]);
	});
});

test('where the network takes no claims, the page is not there', async () => {
	await rule('off');
	await expect(load(event({}) as never)).rejects.toThrow(NotFound);
	await expect(actions.default(event(watanabe) as never)).rejects.toThrow(NotFound);
});

test('a link that is passed on names its member, counts who joined, and can be withdrawn', async () => {
	await makePassOn(hikari.mori);
	const { link } = await ownPassOn(hikari.mori);
	const visit = event({});
	visit.url.searchParams.set('from', link!.code);
	expect(await load(visit as never)).toMatchObject({ introducer: { familyName: '森' } });
	await claim({ ...watanabe, from: link!.code });
	const [waiting] = await claimsAtDesk(hikari.hashimoto, 'waiting', 0);
	expect(waiting!.intro).toMatchObject({ familyName: '森' });
	await acceptClaim(hikari.hashimoto, waiting!.claimId, hikari.watanabeId);
	expect((await ownPassOn(hikari.mori)).link!.joined).toBe(0);
	await rows('update invitation set used_at = now() where network_id = $1');
	expect((await ownPassOn(hikari.mori)).link!.joined).toBe(1);
	await withdrawPassOn(hikari.mori);
	expect(await load(visit as never)).toMatchObject({ introducer: undefined, code: '' });
	await expect(makePassOn(hikari.nakamura), 'alumni only where the network lets them').rejects.toThrow(
		Forbidden
	);
	await rows(`update network set passing_on = 'members' where network_id = $1`);
	await makePassOn(hikari.nakamura);
});
