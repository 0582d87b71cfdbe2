import { expect, test } from 'vitest';
import { here, rows } from '#test/fixtures/claims.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { candidatesFor } from './candidates.server.ts';
import type { ClaimWish } from './claim.ts';

/** Of a leaver whom nothing but the year connects with 渡邉 直樹 (ワタナベ ナオキ, 00417, 生産技術部, 2011 to 2020). */
const stranger: ClaimWish = {
	familyName: '宇野',
	givenName: '仁',
	familyKana: 'ウノ',
	givenKana: 'ヒトシ',
	number: '',
	joinedYear: null,
	leftYear: 2020,
	department: '',
	words: '',
	address: 'hitoshi@mail.example.jp'
};
const naoki = { familyName: '渡辺', givenName: '直樹', familyKana: '', givenKana: '' };

const found = async (...wishes: Partial<ClaimWish>[]) => {
	const all = wishes.map((wish) => ({ ...stranger, ...wish }));
	const candidates = await readNetwork(here().network, (db) => candidatesFor(db, all));
	return candidates.map((people) => people.map(({ personId }) => personId));
};

test.each<[string, Partial<ClaimWish>]>([
	['the name, in other characters', naoki],
	['the name, with the given name first', { ...naoki, familyName: '直樹', givenName: '渡辺' }],
	['the name, two years from the year', { ...naoki, leftYear: 2018 }],
	['the sound', { familyName: 'Watanabe', givenName: 'Naoki', familyKana: '', givenKana: '' }],
	['the number without its zeros, whatever the year', { number: '417', leftYear: 2001 }],
	['the given name with year and department', { givenName: '直樹', department: '生産技術' }]
])('a record is found by %s', async (_by, wish) => {
	expect(await found(wish)).toEqual([[here().watanabeId]]);
});

test('a record is found by its address, where someone left', async () => {
	await rows(
		`insert into contact (network_id, person_id, email) values ($1, $2, 'hitoshi@mail.example.jp')`,
		here().watanabeId
	);
	expect(await found({ leftYear: 2001 })).toEqual([[here().watanabeId]]);
});

test.each<[string, Partial<ClaimWish>]>([
	['nothing but the year', {}],
	['the name three years from the year', { ...naoki, leftYear: 2017 }],
	['the given name alone', { givenName: '直樹' }],
	['the given name with another department', { givenName: '直樹', department: '総務部' }],
	['half a sound', { familyName: 'Watanabe', familyKana: '', givenName: '仁', givenKana: '' }]
])('no record is found by %s', async (_by, wish) => {
	expect(await found(wish)).toEqual([[]]);
});

test('claims are compared together, and each gets its own records', async () => {
	await rows(
		`update tenure set ended_on = '2021-03-31' where network_id = $1 and person_id = $2`,
		here().nakamura.personId
	);
	const sakura = { familyName: '中村', givenName: 'さくら', leftYear: 2021 };
	expect(await found({}, sakura, naoki)).toEqual([[], [here().nakamura.personId], [here().watanabeId]]);
	expect(await found()).toEqual([]);
});
