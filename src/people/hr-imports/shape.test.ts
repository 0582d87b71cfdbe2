import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { encodingName, encodings, findEncoding } from './encoding.ts';
import { findShape, guessShape } from './shape.ts';
import { mailAddress, splitName, tidy, katakana } from './text.ts';

const rows =
	'社員番号,姓,名,入社年月日,退職年月日\r\n' +
	'1001,渡邉,直樹,2004/7/16,\r\n' +
	'1002,髙橋,さくら,2013/4/1,2017/6/30\r\n';

test('an encoding is called as programs that save files call it', () =>
	expect(encodings.map(encodingName)).toEqual([
		'UTF-8',
		'UTF-8',
		'UTF-16',
		'UTF-16',
		'Shift_JIS',
		'EUC-JP'
	]));

describe('how a file is written is found from its first bytes', () => {
	test.each([
		['CP932', iconv.encode(rows, 'cp932')],
		['EUC-JP', iconv.encode(rows.replace('髙', '高'), 'eucjp')],
		['UTF-8', Buffer.from(rows)],
		['UTF-8 with BOM', Buffer.from(`\ufeff${rows}`)],
		['UTF-16LE', Buffer.from(`\ufeff${rows}`, 'utf16le')],
		['UTF-16LE', Buffer.from(rows, 'utf16le')],
		['UTF-16BE', iconv.encode(rows, 'utf16-be', { addBOM: true })],
		['UTF-8', Buffer.from('Employee ID,Name,Hire Date\n1,Anna Tanaka,2010-04-01\n')]
	] as const)('%s', (encoding, bytes) => {
		expect(findEncoding(bytes)).toBe(encoding);
		expect(findShape(bytes)).toMatchObject({ encoding, separator: ',', headerRow: 1 });
	});

	test('half-width kana do not make CP932 look like EUC-JP', () => {
		expect(findEncoding(iconv.encode('氏名,ﾌﾘｶﾞﾅ\r\n渡辺　直樹,ﾜﾀﾅﾍﾞ ﾅｵｷ\r\n', 'cp932'))).toBe('CP932');
		expect(findEncoding(iconv.encode('ｶﾄｳ ｱｵｲ,ｻﾄｳ ﾅｵｷ\r\n', 'cp932'))).toBe('CP932');
	});

	test('a character that the sample cuts in two does not mislead', () => {
		const bytes = Buffer.from(rows);
		for (let cut = 40; cut < bytes.length; cut++)
			expect(findEncoding(bytes.subarray(0, cut))).toBe('UTF-8');
	});

	test('a table with headings of its own is guessed, a picture with the name of a table is not', () => {
		expect(guessShape(Buffer.from('なまえ,いつまで\n山田 太郎,2020/3/31\n'), 'UTF-8')).toMatchObject({
			headings: ['なまえ', 'いつまで']
		});
		const picture = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0,\0\0\nIDATx,y\n', 'latin1');
		expect(guessShape(picture, 'CP932')).toBeUndefined();
	});

	test.each(['\t', ';', '|'] as const)('columns separated by %j', (separator) => {
		expect(findShape(Buffer.from(rows.replaceAll(',', separator)))).toMatchObject({ separator });
	});

	test('title lines above the header are passed over', () => {
		const shape = findShape(
			Buffer.from(`退職者一覧（社外秘）\r\n作成日,2026/11/01,人事部\r\n\r\n${rows}`)
		);
		expect(shape).toMatchObject({
			headerRow: 4,
			columns: { number: 0, family_name: 1, given_name: 2, started_on: 3, ended_on: 4 }
		});
	});

	test('line breaks inside a heading or a cell count as lines, not as rows', () => {
		expect(
			findShape(Buffer.from('"題名\n二行目",x\n"社員\n番号","氏名",入社日\n1,森 健一,2001/4/1\n'))
		).toMatchObject({ headerRow: 3, columns: { number: 0, name: 1, started_on: 2 } });
	});

	test('a file without people is no HR export', () => {
		expect(findShape(Buffer.from('品番,価格\nA-1,300\n'))).toBeUndefined();
		expect(findShape(Buffer.from(''))).toBeUndefined();
	});
});

describe('columns are recognised from their headings', () => {
	test.each([
		[
			'Employee ID,Last Name,First Name,Email,Hire Date,Termination Date,Department,Job Title,' +
				'Employment Type,Manager ID,Reason for Leaving',
			'number,family_name,given_name,email,started_on,ended_on,department,title,' +
				'employment,manager_number,reason'
		],
		[
			'社員No.,氏名,氏名カナ,個人メール,入社日,退社日,最終所属,役職,' +
				'雇用区分,上司社員番号,退職理由,在籍区分',
			'number,name,kana,email,started_on,ended_on,department,title,' +
				'employment,manager_number,reason,status'
		],
		[
			'従業員コード,姓,名,セイ,メイ,Ｅメール,' +
				'入社年月日,離職日,部門名,職位,契約区分,直属上司,離職理由',
			'number,family_name,given_name,family_kana,given_kana,email,' +
				'started_on,ended_on,department,title,employment,manager_number,reason'
		],
		[
			'社員番号,姓,名,姓（ヨミガナ）,名（ヨミガナ）,入社年月日,退職年月日',
			'number,family_name,given_name,family_kana,given_kana,started_on,ended_on'
		],
		[
			'従業員番号,漢字姓,漢字名,フリガナ（姓）,フリガナ（名）,入社日',
			'number,family_name,given_name,family_kana,given_kana,started_on'
		],
		['社員番号,氏名,氏名（ふりがな）,入社日', 'number,name,kana,started_on'],
		['社員番号,氏名,氏名(読み仮名),入社日', 'number,name,kana,started_on'],
		[
			'Staff Number,Full Name,Personal Email Address,Start Date,End Date,Division,Position,Line Manager',
			'number,name,email,started_on,ended_on,department,title,manager_number'
		]
	])('%s', (header, fields) => {
		const columns = findShape(Buffer.from(`${header}\n`))!.columns;
		const inOrder = Object.entries(columns).sort(([, a], [, b]) => a - b);
		expect(inOrder.map(([field]) => field).join(',')).toBe(fields);
	});
});

describe('cells are read as they were meant', () => {
	test('widths and blanks', () => {
		expect(tidy('　Ｎｇｕｙｅｎ　 ﾜﾀﾅﾍﾞ\r\n')).toBe('Nguyen ワタナベ');
		expect(katakana('わたなべ')).toBe('ワタナベ');
		expect(splitName('加藤　葵')).toEqual(['加藤', '葵']);
		expect(splitName('齋藤　Thị Lan')).toEqual(['齋藤', 'Thị Lan']);
		expect(splitName('森')).toEqual(['森', '']);
	});
	test('names keep the very characters they are written with', () => {
		for (const name of ['髙橋', '山﨑', '渡邉', '神', '福']) expect(tidy(name)).toBe(name);
	});
	test('addresses', () => {
		expect(mailAddress(' AOI.KATO@Example.JP ')).toBe('aoi.kato@example.jp');
		expect(mailAddress('ａｏｉ＠example.jp')).toBe('aoi@example.jp');
		for (const none of [
			'',
			'aoi',
			'aoi@',
			'aoi@jp',
			'a b@example.jp',
			'<aoi@example.jp>',
			'aoi@example..jp'
		])
			expect(mailAddress(none), none).toBeUndefined();
	});
});
