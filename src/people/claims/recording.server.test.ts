import { expect, test } from 'vitest';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import {
	acceptInstead,
	claim,
	elsewhere,
	here,
	mails,
	rows,
	states,
	watanabe,
	type Said
} from '#test/fixtures/claims.ts';
import { whyLook } from './claim.ts';
import { claimsAtDesk } from './deciding.server.ts';
import { claimToRecord, recordClaim } from './recording.server.ts';

const stranger: Said = {
	...watanabe,
	familyName: '小野寺',
	givenName: '薫',
	familyKana: 'オノデラ',
	givenKana: 'カオル',
	number: 'N-77',
	email: 'kaoru@mail.example.jp'
};
const written = async (claimId: string) => {
	const { familyName, givenName, familyKana, givenKana, number } = await claimToRecord(
		here().hashimoto,
		claimId
	);
	return {
		familyName,
		givenName,
		familyKana,
		givenKana,
		number,
		companyId: here().parentId,
		startedOn: '2011-04-01',
		endedOn: '2020-03-31',
		kind: '' as const,
		department: '生産技術部',
		title: '',
		employment: '',
		manager: '',
		isNobodyElse: false
	};
};
const only = async () => (await claimsAtDesk(here().hashimoto, 'waiting', 0))[0]!;

test('whom the file does not have is written down from the claim and gets the link, with nothing agreed to in their name', async () => {
	await claim(stranger);
	const { claimId } = await only();
	const wish = await written(claimId);
	await expect(recordClaim(here().nakamura, claimId, wish)).rejects.toThrow(Forbidden);
	await expect(recordClaim(elsewhere().hashimoto, claimId, wish)).rejects.toThrow(NotFound);
	const late = { ...wish, endedOn: '2990-01-01' };
	await expect(recordClaim(here().hashimoto, claimId, late)).rejects.toMatchObject({ why: 'not_yet' });
	const personId = await recordClaim(here().hashimoto, claimId, wish);
	expect((await mails()).at(-1)).toMatchObject({ kind: 'claim', address: stranger.email });
	expect(
		await rows(
			`select p.family_name, c.email, c.basis, n.number, d.learned_from, d.left_on::text,
				(select count(*)::int from consent s where s.person_id = p.person_id) as consents
			from person p
			join contact c using (network_id, person_id)
			join employee_number n using (network_id, person_id)
			join departure d using (network_id, person_id)
			where p.network_id = $1 and p.person_id = $2`,
			personId
		)
	).toEqual([
		{
			family_name: '小野寺',
			email: stranger.email,
			basis: 'told_desk',
			number: 'N-77',
			learned_from: 'desk',
			left_on: '2020-03-31',
			consents: 0
		}
	]);
	expect(
		await rows(
			`select act from audit where network_id = $1 and subject_id = $2 order by audit_id`,
			personId
		)
	).toEqual([{ act: 'tenure.add' }, { act: 'claim.let_in' }, { act: 'claim.recorded' }]);
	await expect(recordClaim(here().hashimoto, claimId, wish)).rejects.toThrow(Stale);
});

test('nobody is written down beside a record that is like them, unless the desk looked', async () => {
	await claim({ ...watanabe, number: '' });
	const { claimId } = await only();
	const wish = await written(claimId);
	await expect(recordClaim(here().hashimoto, claimId, wish)).rejects.toMatchObject({
		why: 'claim_is_like'
	});
	const [held] = await rows<{ number: string }>(
		'select number from employee_number where network_id = $1 limit 1'
	);
	const theirs = { ...wish, isNobodyElse: true, number: held!.number };
	await expect(recordClaim(here().hashimoto, claimId, theirs)).rejects.toMatchObject({
		why: 'number_taken'
	});
	await recordClaim(here().hashimoto, claimId, { ...wish, isNobodyElse: true });
	expect(await states()).toEqual(['let_in']);
});

test('a record that is like the claim is accepted from the form of a new one, with what speaks against it beside it', async () => {
	await rows(
		`insert into contact (network_id, person_id, email, do_not_contact) values ($1, $2, 'old@mail.example.jp', true)`,
		here().watanabeId
	);
	await claim({ ...watanabe, number: '' });
	const { claimId } = await only();
	const { candidates, address } = await claimToRecord(here().hashimoto, claimId);
	expect(candidates.map(({ personId }) => personId)).toEqual([here().watanabeId]);
	expect(whyLook(candidates[0]!, address)).toBe('do_not_contact');
	expect(await acceptInstead(claimId, here().watanabeId)).toContain('/desk/claims?done=accepted');
	expect(await states()).toEqual(['let_in']);
	expect((await mails()).at(-1)).toMatchObject({ kind: 'claim', address: watanabe.email });
	await expect(claimToRecord(here().hashimoto, claimId)).rejects.toThrow(Stale);
});
