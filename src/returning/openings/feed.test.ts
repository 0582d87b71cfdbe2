import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFeed } from './feed.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a file of openings', () => {
	test('may be a CSV with Japanese headings', () => {
		const feed = readFeed(
			bytes(
				[
					'求人番号,求人タイトル,業務内容,業務内容の変更の範囲,勤務地,雇用形態,給与,締切日',
					'A-1,生産技術,設備の設計,変更なし,仙台,正社員,月給30万円,2027/3/1',
					'A-2,,x,,,,,',
					''
				].join('\n')
			)
		);
		expect(feed.rows).toMatchObject([
			{
				externalId: 'A-1',
				title: '生産技術',
				business: '設備の設計',
				businessRange: '変更なし',
				place: '仙台',
				employment: 'permanent',
				pay: '月給30万円',
				closesOn: '2027-03-01'
			}
		]);
		expect(feed.problems).toEqual([{ row: 2, externalId: 'A-2', field: 'title', problem: 'required' }]);
	});

	test('may be CP932 from Excel', () => {
		const cp932 = Uint8Array.from(
			Buffer.from('8b81906c94d48d862c8b81906c835e83438367838b0d0a312c90b68e598b5a8f700d0a', 'hex')
		);
		expect(readFeed(cp932).rows).toMatchObject([{ externalId: '1', title: '生産技術' }]);
	});
});

describe('a JSON file of openings', () => {
	test('may be a list, or hold one under a name', () => {
		const one = {
			id: 7,
			title: 'Engineer',
			description: 'Design',
			location: 'Sendai',
			employmentType: 'FULL_TIME',
			salaryMin: 5_000_000,
			salaryMax: 7_000_000,
			payPer: 'year',
			remote: true,
			reasons: ['relocation']
		};
		const expected = [
			{
				externalId: '7',
				title: 'Engineer',
				place: 'Sendai',
				payLeast: 5_000_000,
				payMost: 7_000_000,
				payPer: 'year',
				remote: true,
				reasons: ['relocation']
			}
		];
		expect(readFeed(bytes(JSON.stringify([one]))).rows).toMatchObject(expected);
		expect(readFeed(bytes(JSON.stringify({ jobs: [one] }))).rows).toMatchObject(expected);
	});
});

describe('a faulty file of openings', () => {
	test('tells what it cannot take, and takes the rest', () => {
		const feed = readFeed(
			bytes(
				JSON.stringify([
					{ id: 'a', title: 'x' },
					{ id: 'a', title: 'again' },
					{ title: 'no number' },
					{ id: 'b', title: 'x', closesOn: 'soon' },
					{ id: 'c', title: 'x', payMin: 5, payMax: 3, payPer: 'year' }
				])
			)
		);
		expect(feed.rows.map((row) => row.externalId)).toEqual(['a']);
		expect(feed.problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
			'2 externalId',
			'3 externalId',
			'4 closesOn',
			'5 payMost'
		]);
	});
});

const found = (name: string) =>
	readFeed(fs.readFileSync(path.resolve(import.meta.dirname, '../../../test/fixtures/found', name)));

describe('a file of openings as others write it', () => {
	test('has one separator, whatever stands in its cells', () => {
		expect(found('f33-semicolon-in-cell.csv')).toMatchObject({
			problems: [],
			rows: [
				{ externalId: '1', business: '設計;開発', place: '東京', pay: '月給30万円' },
				{ externalId: '2', business: '総務', place: '大阪', pay: '月給25万円' }
			]
		});
	});

	test('has days in every form of HR files; an impossible day is the row’s problem', () => {
		const { rows, problems } = found('f33-dates.csv');
		expect(rows.map((row) => row.closesOn)).toEqual([
			'2026-01-05',
			'2026-12-31',
			'2026-12-31',
			'2026-12-31',
			'2026-12-31'
		]);
		expect(problems).toMatchObject([{ row: 6, externalId: '6', field: 'closesOn' }]);
		const impossible = [{ id: 1, title: 'a', closesOn: '2026-02-30' }];
		expect(readFeed(bytes(JSON.stringify(impossible))).problems).toMatchObject([{ field: 'closesOn' }]);
	});

	test('is read as HR files are: mixed line ends, quotes inside, a NUL', () => {
		expect(found('f33-mixed-ends.csv').rows.map((row) => row.place)).toEqual(['東京', '大阪']);
		expect(found('f33-inner-quote.csv').rows.map((row) => row.place)).toEqual(['東京', '大阪']);
		expect(found('f33-nul.json').problems).toMatchObject([{ externalId: '1', field: 'title' }]);
	});

	test('has numbers as a spreadsheet guards them', () => {
		const { rows } = readFeed(bytes('求人番号,職種\n="0012",設計\n\'0013,製造\n'));
		expect(rows.map((row) => row.externalId)).toEqual(['0012', '0013']);
	});

	test('keeps ids over 2^53 apart', () => {
		expect(found('f33-bigint.json').rows.map((row) => row.externalId)).toEqual([
			'9007199254740993',
			'9007199254740992'
		]);
	});

	test.each(['', 'nothing here', '{"a": 1}', '[1]', '{broken'])('what is none is refused: %s', (text) =>
		expect(() => readFeed(bytes(text))).toThrow()
	);
});
