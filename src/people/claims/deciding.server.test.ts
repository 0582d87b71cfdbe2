import { beforeEach, describe, expect, test } from 'vitest';
import { invitationBy, join } from '#people/invitations/joining.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import {
	ask,
	claim,
	compare,
	elsewhere,
	here,
	mails,
	nakamura,
	rows,
	rule,
	slug,
	states,
	tokenOf,
	watanabe,
	type Said
} from '#test/fixtures/claims.ts';
import { fitOf, whyLook } from './claim.ts';
import { acceptClaim, claimsAtDesk, declineClaim, recordsFor, reopenClaim } from './deciding.server.ts';
import { forgetClaims } from './tasks.server.ts';

const refused: [string, Said, string?][] = [
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
];

describe('at once', () => {
	beforeEach(() => rule('at_once'));

	test('who fits in everything gets the link to join at the proved address, and joins', async () => {
		await claim(watanabe);
		const link = (await mails()).find(({ kind }) => kind === 'claim');
		expect(link?.address).toBe(watanabe.email);
		expect(await states()).toEqual(['let_in']);
		const token = tokenOf(link);
		expect((await invitationBy(here().network, token)).state).toBe('open');
		await join(here().network, token, {
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
			here().watanabeId
		);
		expect(members).toHaveLength(1);
	});

	test.each(refused)('nobody is let in %s', async (_why, change, setting) => {
		if (setting) await rows(setting, here().watanabeId);
		await claim({ ...watanabe, ...change });
		expect(await states()).toEqual(['waiting']);
		expect((await mails()).filter(({ kind }) => kind === 'claim')).toEqual([]);
		expect(await rows('select from invitation where network_id = $1')).toEqual([]);
	});
});

describe('at once or not', () => {
	beforeEach(() => rule('at_once'));

	test('a member’s account stays theirs: their address is told once, and nothing changes', async () => {
		await claim({ ...nakamura, email: 'thief@mail.example.jp' });
		await claim({ ...nakamura, email: 'thief2@mail.example.jp' });
		expect(await states()).toEqual(['waiting', 'waiting']);
		const notices = (await mails()).filter(({ kind }) => kind === 'address_notice');
		expect(notices.map(({ address }) => address)).toEqual([`nakamura@${slug()}.example.jp`]);
		const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
		await expect(
			acceptClaim(here().hashimoto, waiting!.claimId, here().nakamura.personId)
		).rejects.toMatchObject({ why: 'claim_is_member' });
		const [contact] = await rows<{ email: string }>(
			'select email from contact where network_id = $1 and person_id = $2',
			here().nakamura.personId
		);
		expect(contact?.email).toBe(`nakamura@${slug()}.example.jp`);
	});

	test('a member who asks from their own address is told to sign in', async () => {
		await claim({ ...nakamura, email: `nakamura@${slug()}.example.jp` });
		expect(await states()).toEqual(['is_member']);
		expect((await mails()).at(-1)!.body).toContain('/sign-in');
	});

	test('nothing is compared before the address is proved', async () => {
		await ask(watanabe);
		await compare();
		expect(await states()).toEqual(['unproved']);
		expect(await claimsAtDesk(here().hashimoto, 'waiting', 0)).toEqual([]);
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
		const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
		const [person] = waiting!.candidates;
		expect(person).toMatchObject({
			personId: here().watanabeId,
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
		await acceptClaim(here().hashimoto, waiting!.claimId, here().watanabeId);
		expect((await mails()).at(-1)).toMatchObject({ kind: 'claim', address: watanabe.email });
		await expect(declineClaim(here().hashimoto, waiting!.claimId)).rejects.toThrow(Stale);
	});

	test('a name whose reading was left out is not held to sound otherwise, though half of it is in kana', async () => {
		await rows(
			`update person set given_name = 'なおき' where network_id = $1 and person_id = $2`,
			here().watanabeId
		);
		await claim({ ...watanabe, givenName: 'なおき', familyKana: '', givenKana: '' });
		const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
		const [person] = waiting!.candidates;
		expect(person).toMatchObject({ personId: here().watanabeId, same: { name: true, kana: null } });
		expect(fitOf(person!.same)).toBe('exact');
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
		const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
		expect(waiting!.candidates).toEqual([]);
		await declineClaim(here().hashimoto, waiting!.claimId);
		expect((await mails()).at(-1)!.body).not.toMatch(/名簿|登録され/);
		await reopenClaim(here().hashimoto, waiting!.claimId);
		const [found] = await recordsFor(here().hashimoto, '渡邉');
		for (const words of ['渡辺 直樹', 'わたなべ', 'watanabe', '00417'])
			expect(await recordsFor(here().hashimoto, words), words).toEqual([found]);
		await acceptClaim(here().hashimoto, waiting!.claimId, found!.personId);
		expect(await states()).toEqual(['let_in']);
	});
});

describe('a record that is looked for', () => {
	test('says why to be careful with it, as one that is like the claim does', async () => {
		await claim({ ...watanabe, familyName: '宇宙', familyKana: 'ウチュウ', number: '' });
		const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
		const why = async () => {
			const found = await recordsFor(here().hashimoto, '渡辺 直樹');
			expect(found.map(({ personId }) => personId)).toEqual([here().watanabeId]);
			return whyLook(found[0]!, waiting!.address);
		};
		expect(await why()).toBeUndefined();
		await rows(
			`insert into contact (network_id, person_id, email) values ($1, $2, 'old@mail.example.jp')`,
			here().watanabeId
		);
		expect(await why()).toBe('other_address');
		await rows(
			`update contact set do_not_contact = true where network_id = $1 and person_id = $2`,
			here().watanabeId
		);
		expect(await why()).toBe('do_not_contact');
		await rows(
			`insert into tenure (network_id, person_id, company_id, started_on)
			select network_id, person_id, company_id, '2024-04-01'
			from tenure
			where network_id = $1 and person_id = $2
			limit 1`,
			here().watanabeId
		);
		expect(await why()).toBe('is_employed');
		await expect(
			acceptClaim(here().hashimoto, waiting!.claimId, here().watanabeId)
		).rejects.toMatchObject({ why: 'claim_is_employed' });
	});
});

describe('a claim', () => {
	test('is no business of others: neither by role nor from another network', async () => {
		await claim(watanabe);
		const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
		const id = waiting!.claimId;
		for (const actor of [here().nakamura, here().mori, here().ishikawa]) {
			await expect(claimsAtDesk(actor, 'waiting', 0)).rejects.toThrow(Forbidden);
			await expect(acceptClaim(actor, id, here().watanabeId)).rejects.toThrow(Forbidden);
			await expect(declineClaim(actor, id)).rejects.toThrow(Forbidden);
			await expect(recordsFor(actor, '渡')).rejects.toThrow(Forbidden);
		}
		expect(await claimsAtDesk(elsewhere().hashimoto, 'waiting', 0)).toEqual([]);
		await expect(acceptClaim(elsewhere().hashimoto, id, elsewhere().watanabeId)).rejects.toThrow(
			NotFound
		);
		await expect(declineClaim(elsewhere().hashimoto, id)).rejects.toThrow(NotFound);
		await expect(acceptClaim(here().hashimoto, id, elsewhere().watanabeId)).rejects.toThrow(NotFound);
	});

	test('is erased after thirty days, with its mails', async () => {
		await claim(watanabe);
		await rows(`update claim set made_at = made_at - interval '31 days' where network_id = $1`);
		await rows(
			`update mail set status = 'sent', created_at = created_at - interval '31 days' where network_id = $1`
		);
		await forgetClaims(here().network);
		expect(await states()).toEqual([]);
		expect(await mails()).toEqual([]);
	});
});
