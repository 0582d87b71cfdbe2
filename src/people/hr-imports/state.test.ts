import { expect, test } from 'vitest';
import { stateOf } from './state.ts';

test.each([
	['failed', 'columns_missing', '列の確認待ち', 'warm'],
	['failed', 'broken_table', '読めませんでした', 'bad'],
	['failed', null, '読めませんでした', 'bad'],
	['read', null, '確認待ち', 'warm'],
	['reading', null, '読んでいます', 'plain'],
	['written', null, '取り込み済み', 'good']
])('an import that is %s (%s) is called 「%s」', (status, problem, name, tone) => {
	const state = stateOf({ status, problem });
	expect([state.name(), state.tone]).toEqual([name, tone]);
});
