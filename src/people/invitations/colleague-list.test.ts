import { expect, test } from 'vitest';
import { linesIn, readColleagueList } from './colleague-list.ts';

const read = (pasted: string) => readColleagueList(pasted, 'employee');

test('a list is read whatever parts its cells and in whatever order they stand', () => {
	const rows = read(
		[
			'氏名,メールアドレス,役割',
			'佐藤 花子, Hanako.Sato@hikari.example.jp, 役員',
			'kubo@outside.example.jp\t久保　直子\t社外取締役\tクボ ナオコ',
			'田中、tanaka@hikari.example.jp',
			'"Smith, Mary" , "mary@hikari.example.jp"',
			'Ken Mori, ken@hikari.example.jp, executive'
		].join('\n')
	);
	expect(rows.filter(({ problem }) => problem)).toEqual([]);
	expect(rows).toMatchObject([
		{
			line: 2,
			familyName: '佐藤',
			givenName: '花子',
			email: 'hanako.sato@hikari.example.jp',
			role: 'executive'
		},
		{ familyName: '久保', givenName: '直子', familyKana: 'クボ', givenKana: 'ナオコ', role: 'executive' },
		{ familyName: '田中', givenName: '', role: 'employee' },
		{ email: 'mary@hikari.example.jp' },
		{ familyName: 'Mori', givenName: 'Ken', role: 'executive' }
	]);
});

test('each line that cannot be taken says why, and the others can', () => {
	const rows = read(
		[
			'佐藤 花子',
			'佐藤 花子, hanako@',
			'only@hikari.example.jp',
			'久保 直子, kubo@hikari.example.jp, 管理者',
			'田中 一, tanaka@hikari.example.jp',
			'田中 一, TANAKA@hikari.example.jp'
		].join('\n')
	);
	expect(rows.map(({ problem }) => problem)).toEqual([
		'no_address',
		'bad_address',
		'no_name',
		'bad_role',
		undefined,
		'twice'
	]);
});

test('no role above those of a list can be pasted, and a quote that is not closed breaks nothing', () => {
	for (const role of ['steward', 'admin', '事務局', '__proto__', 'restricted_reader'])
		expect(read(`佐藤 花子, a@hikari.example.jp, ${role}`)[0]!.problem, role).toBe('bad_role');
	expect(read('"佐藤, a@hikari.example.jp')[0]!.problem).toBeDefined();
});

test('no more than 200 lines are read, and how many there are is known', () => {
	const many = Array.from({ length: 230 }, (_, at) => `人 ${at}, n${at}@hikari.example.jp`).join('\n');
	expect(read(many)).toHaveLength(200);
	expect(linesIn(`名前,メール\n${many}\n`)).toBe(230);
});
