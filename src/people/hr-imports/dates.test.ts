import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAt } from '#platform/clock/today.ts';
import { readDay } from './dates.ts';

describe('a date as Japanese HR systems write it', () => {
	test.each([
		'2019/4/1',
		'2019/04/01',
		'2019-04-01',
		'2019-4-1',
		'2019.4.1',
		'20190401',
		'2019年4月1日',
		'２０１９／４／１',
		'2019 / 4 / 1',
		'2019年 4月 1日',
		'2019/4/1 0:00',
		'2019/04/01 00:00:00',
		'2019-04-01T00:00:00',
		'2019-04-01T00:00:00.000Z',
		'2019/4/1（月）',
		'2019/4/1(月)',
		'平成31年4月1日',
		'平成三十一年四月一日',
		'二〇一九年四月一日',
		'H31.4.1',
		'H31/4/1',
		'H31-04-01',
		'h31.04.01',
		'平31.4.1',
		'平成31/4/1',
		'H310401',
		'4310401',
		'㍻31年4月1日',
		'43556',
		'1-Apr-2019',
		'01 April 2019',
		'April 1, 2019',
		'Apr. 1, 2019',
		'西暦2019年4月1日'
	])('%s is 1 April 2019', (cell) => {
		expect(readDay(cell)).toEqual({ day: '2019-04-01' });
	});
});

describe('a date of an era, or of a rare day', () => {
	test.each([
		['R1.5.1', '2019-05-01'],
		['令和元年5月1日', '2019-05-01'],
		['R元.5.1', '2019-05-01'],
		['5010501', '2019-05-01'],
		['令和8年12月31日', '2026-12-31'],
		['S64.1.7', '1989-01-07'],
		['昭和55年10月1日', '1980-10-01'],
		['2020/2/29', '2020-02-29'],
		['大正15年1月1日', '1926-01-01']
	])('%s is %s', (cell, day) => {
		expect(readDay(cell)).toEqual({ day });
	});
});

describe('a cell that is no date', () => {
	test.each([
		'',
		'  ',
		'　',
		'在籍中',
		'在職',
		'現職',
		'-',
		'―',
		'ー',
		'99991231',
		'9999/12/31',
		'9999-12-31 00:00:00',
		'2999/12/31',
		'NULL',
		'n/a',
		'Active',
		'present',
		'未定'
	])('"%s" is no day: they are still there', (cell) => {
		expect(readDay(cell, true)).toEqual({ none: true });
	});

	test.each([
		'平成0年4月1日',
		'昭和99年1月1日',
		'H00.1.1',
		'4320401',
		'4/15/91',
		'26.06.16',
		'19/4/1',
		'2019/2/30',
		'2019/13/1',
		'2019/0/1',
		'2021/2/29',
		'あした',
		'2019',
		'1/4',
		'20191301',
		'平成31年',
		'H31.13.1',
		'0',
		'12345678901'
	])('"%s" cannot be read, and is not guessed', (cell) => {
		expect(readDay(cell)).toEqual({ unreadable: true });
	});
});

test('a month without its day is taken at the edge, and said to be a guess', () => {
	expect(readDay('2019年4月')).toEqual({ day: '2019-04-01', guessed: true });
	expect(readDay('2020/2', true)).toEqual({ day: '2020-02-29', guessed: true });
	expect(readDay('3/4/2019')).toEqual({ day: '2019-03-04', guessed: true });
	expect(readDay('3.4.2019')).toEqual({ day: '2019-04-03', guessed: true });
});

test('the column says whether the day or the month comes first', () => {
	expect(readDay('03/08/2016', false, 'day_first')).toEqual({ day: '2016-08-03' });
	expect(readDay('03/08/2016', false, 'month_first')).toEqual({ day: '2016-03-08' });
	expect(readDay('26/06/2016', false, 'month_first')).toEqual({ day: '2016-06-26' });
	expect(readDay('5/5/2016')).toEqual({ day: '2016-05-05' });
});

test('a day after its era is read, and said to be a guess', () => {
	expect(readDay('平成31年5月1日')).toEqual({ day: '2019-05-01', guessed: true });
	expect(readDay('令和元年4月1日')).toEqual({ day: '2019-04-01', guessed: true });
});

test('two digits of a year are read where the month is named, by the rule of Excel', () => {
	expect(readDay('1-Apr-19')).toEqual({ day: '2019-04-01' });
	expect(readDay('31-Mar-85')).toEqual({ day: '1985-03-31' });
});

test('every day of 1950 to 2100 survives being written in each western and era form', () => {
	fc.assert(
		fc.property(
			fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
			(date) => {
				const day = dayAt(date, 'UTC');
				const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
				const era =
					day >= '2019-05-01'
						? (['令和', 2018] as const)
						: day >= '1989-01-08'
							? (['平成', 1988] as const)
							: (['昭和', 1925] as const);
				for (const cell of [
					`${year}/${month}/${dayOfMonth}`,
					day,
					day.replaceAll('-', ''),
					`${year}年${month}月${dayOfMonth}日`,
					`${era[0]}${year - era[1]}年${month}月${dayOfMonth}日`
				])
					expect(readDay(cell), cell).toEqual({ day });
			}
		)
	);
});
