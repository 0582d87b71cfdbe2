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

	test.each(['', 'nothing here', '{"a": 1}', '[1]', '{broken'])('what is none is refused: %s', (text) =>
		expect(() => readFeed(bytes(text))).toThrow()
	);
});
