import { expect, test } from 'vitest';
import { asReader } from '#platform/locale/reader.server.ts';
import { departmentLine } from './department-line.ts';

const was = { department: '生産技術部', startedOn: '2011-04-01' };
const line = (person: Parameters<typeof departmentLine>[0], locale: 'ja' | 'en' = 'ja') =>
	asReader({ locale, timeZone: 'Asia/Tokyo' }, () => departmentLine(person));

test('who left was somewhere, and who works here is somewhere', () => {
	const left = { ...was, roles: ['alumnus'], endedOn: '2021-03-31' };
	const here = { ...was, roles: ['employee'], endedOn: null };
	expect(line(left)).toBe('元 生産技術部（2011–2021）');
	expect(line(here)).toBe('生産技術部（2011–）');
	expect(line(left, 'en')).toContain('formerly');
	expect(line(here, 'en')).not.toContain('former');
});

test('someone of management who once left is called a former nothing', () => {
	for (const roles of [['executive'], ['employee', 'steward']])
		expect(line({ ...was, roles, endedOn: '2021-03-31' })).toBe('生産技術部（2011–2021）');
});

test('without a department there is no line', () => {
	expect(line({ department: null, startedOn: null, endedOn: null, roles: ['executive'] })).toBe('');
});
