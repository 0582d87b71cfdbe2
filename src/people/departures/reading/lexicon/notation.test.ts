import { describe, expect, test } from 'vitest';
import { namedLists, signsOf } from './lists.ts';
import { expressionFor } from './notation.ts';

const names = namedLists('boss\n\t上司 / 課長 / manager(s)\nown\n\tNOT WHOSE 4 [{boss}]');
const found = (entry: string, text: string) => new RegExp(expressionFor(entry, names), 'iu').exec(text)?.[0];

describe('words', () => {
	test('one of several, one of those in brackets, and what may be missing', () => {
		expect(found('残業 / 徹夜', '毎日徹夜した')).toBe('徹夜');
		expect(found('給料[が/も]安', '給料も安い')).toBe('給料も安');
		expect(found('引(っ)越', '引越の日')).toBe('引越');
		expect(found('引(っ)越', '引っ越しの日')).toBe('引っ越');
	});
	test('a named list stands for its words', () => {
		expect(found('{boss}と合わ', '課長と合わなかった')).toBe('課長と合わ');
	});
	test('a space counts between words only, and “_” at an edge', () => {
		expect(found('[my/our] boss', 'it was our boss')).toBe('our boss');
		expect(found('the( old/ new) boss', 'the boss')).toBe('the boss');
		expect(found('the(_old/_new) boss', 'the new boss')).toBe('the new boss');
		expect(found('the old', 'theold')).toBeUndefined();
	});
	test('signs of regular expressions are ordinary characters', () => {
		expect(found('a.b', 'axb')).toBeUndefined();
		expect(found('3.5*', '3.5*')).toBe('3.5*');
		expect(found('n{slash}a', 'n/a')).toBe('n/a');
	});
	test('an English word has edges', () => {
		expect(found('{edge}pay{edge}', 'a display')).toBeUndefined();
		expect(found('{edge}pay{edge}', 'the Pay')).toBe('Pay');
	});
});

describe('operators', () => {
	test('NEAR stays in the clause, LATER in the sentence, WITHIN anywhere, SOME needs a character', () => {
		expect(found('通勤 NEAR 4 遠', '通勤がとても遠い')).toBe('通勤がとても遠');
		expect(found('通勤 NEAR 4 遠', '通勤が、遠い')).toBeUndefined();
		expect(found('通勤 NEAR 2 遠', '通勤がとても遠い')).toBeUndefined();
		expect(found('通勤 LATER 4 遠', '通勤が、遠い')).toBe('通勤が、遠');
		expect(found('通勤 LATER 4 遠', '通勤。遠い')).toBeUndefined();
		expect(found('通勤 WITHIN 4 遠', '通勤。遠い')).toBe('通勤。遠');
		expect(found('別の SOME 2 県', '別の県')).toBeUndefined();
		expect(found('別の SOME 2 県', '別の遠い県')).toBe('別の遠い県');
	});
	test('an English sentence ends with its own full stop', () => {
		expect(found('commute LATER 9 long', 'the commute, very long')).toBe('commute, very long');
		expect(found('commute LATER 9 long', 'commute. A long')).toBeUndefined();
	});
	test('NOT BEFORE, BEFORE, NOT AFTER', () => {
		expect(found('残業 NOT BEFORE [代/手当]', '残業代')).toBeUndefined();
		expect(found('残業 NOT BEFORE [代/手当]', '残業が')).toBe('残業');
		expect(found('子 BEFORE [が/の]', '子が')).toBe('子');
		expect(found('NOT AFTER [割増] 退職金', '割増退職金')).toBeUndefined();
	});
	test('NOT WHOSE: what is somebody else’s is not found', () => {
		expect(found('{own}転勤', '上司の急な転勤')).toBeUndefined();
		expect(found('{own}転勤', '急な転勤')).toBe('転勤');
	});
	test('MANY takes a whole row', () => {
		expect(found('MANY [{digit}] 時間', '月120時間')).toBe('120時間');
	});
});

describe('a text of signs', () => {
	test('keeps its order, its weights and its conditions', () => {
		const text =
			'sign 0.7\n\t残業\n\t\t/ 徹夜\nunless\n\t残業代\nscene 0.5\n\t終電\n# a remark\nonly with\n\t会社';
		const { named, scenes } = signsOf('working_hours', text, names);
		expect(named).toHaveLength(1);
		expect(named[0]).toMatchObject({ code: 'working_hours', weight: 0.7 });
		expect(named[0]!.without!.test('残業代')).toBe(true);
		expect([...'徹夜と残業'.matchAll(named[0]!.words)].map((match) => match[0])).toEqual([
			'徹夜',
			'残業'
		]);
		expect(scenes[0]).toMatchObject({ weight: 0.5 });
		expect(scenes[0]!.with!.test('会社')).toBe(true);
	});
	test.for([
		['残業[代', '“]” is missing'],
		['残業]', '“]” closes nothing'],
		['残業 / ', 'a word is missing'],
		['{bos}が', 'no list is called “bos”']
	])('%s is refused, and the message says why', ([entry, why]) => {
		expect(() => expressionFor(entry!, names)).toThrow(why);
	});
	test('an unknown heading and a name given twice are refused', () => {
		expect(() => signsOf('pay', 'sing 0.7\n\t給料', names)).toThrow('sing 0.7');
		expect(() => namedLists('boss\n\t上司', names)).toThrow('boss');
	});
});
