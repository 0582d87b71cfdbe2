import { expect, test } from 'vitest';
import { departmentIn, employmentIn, placeIn, writtenFor } from './department-name.ts';

test('a department is named in the language of the reader where its name is a usual one', () => {
	expect(departmentIn('en', '製造本部 生産技術部')).toBe('Production Engineering, Manufacturing Division');
	expect(departmentIn('en', '製造本部 第三工場')).toBe('Plant 3, Manufacturing Division');
	expect(departmentIn('ja', '製造本部 生産技術部')).toBe('製造本部 生産技術部');
	for (const asWritten of ['製造本部 未来室', 'Tokyo Lab', 'constructor', ''])
		expect(departmentIn('en', asWritten)).toBe(asWritten);
});

test('a word of its English name finds what the company calls it', () => {
	expect(writtenFor('department', 'sales')).toEqual(['営業部', '営業本部', '西日本営業部', '東日本営業部']);
	expect(writtenFor('title', 'Section')).toEqual(['係長']);
	for (const word of ['営業', 'constructor', ' ', '']) expect(writtenFor('department', word)).toEqual([]);
});

test('what is not known of a place is left out', () => {
	expect(placeIn('en', '物流部', '課長')).toBe('Logistics\u00a0・ Manager');
	expect(placeIn('ja', '物流部', '課長')).toBe('物流部 課長');
	expect(placeIn('en', null, '匠')).toBe('匠');
	expect(placeIn('ja', null, null)).toBe('');
});

test('how someone was employed is said in English where it is a usual way', () => {
	expect(employmentIn('en', '正社員')).toBe('Permanent');
	expect(employmentIn('ja', '正社員')).toBe('正社員');
	for (const asWritten of ['業務嘱託（週3日）', 'constructor', ''])
		expect(employmentIn('en', asWritten)).toBe(asWritten);
});
