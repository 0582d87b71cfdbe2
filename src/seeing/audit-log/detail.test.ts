import { expect, test } from 'vitest';
import { asReader } from '#platform/locale/reader.server.ts';
import { detailWords } from './detail.ts';

const inJapanese = (detail: Record<string, unknown>) =>
	asReader({ locale: 'ja', timeZone: 'UTC' }, () => detailWords(detail));

test('codes are said by their names', () => {
	expect(
		inJapanese({ before: ['employee'], after: ['employee', 'steward'], basis: 'consent_on_leaving' })
	).toEqual(['変更前：社員', '変更後：社員、アルムナイ事務局', '根拠：退職時の同意']);
	expect(inJapanese({ way: 'passkey', group: 'leavers' })).toEqual(['方法：パスキー', '分類：退職者全体']);
	expect(inJapanese({ status: 'hired', method: 'link', fields: ['familyName', 'givenKana'] })).toEqual([
		'状態：再入社',
		'方法：メールのリンク',
		'項目：姓、名カナ'
	]);
	expect(inJapanese({ list: 'audit', format: 'jsonl' })).toEqual(['一覧：監査ログ', '形式：JSON Lines']);
});

test('what holds more is said thing by thing, without ids and without what is empty', () => {
	const choice = { people: null, imports: [], reasons: ['pay'], yearsFrom: 3, departments: [] };
	expect(inJapanese({ choice, people: 31 })).toEqual(['対象：理由：給与・待遇、何年以上：3', '人数：31']);
	expect(inJapanese({ after: { senderName: 'ひかり', contact: '' } })).toEqual([
		'変更後：差出人名：ひかり'
	]);
	expect(inJapanese({ imports: ['01a21e64-7f81-7514-9c6f-0b0d7725bd94'] })).toEqual([]);
});

test('words that are no code stay as they are', () => {
	expect(inJapanese({ reason: '創立記念日に合わせるため', fileName: 'hr.csv' })).toEqual([
		'理由：創立記念日に合わせるため',
		'ファイル：hr.csv'
	]);
});
