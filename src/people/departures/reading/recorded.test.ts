import fs from 'node:fs';
import { expect, test } from 'vitest';
import { readingsNow, recordFile } from './recorded.server.ts';

/**
 * The record was first written from the regular expressions that the lists of the lexicon replaced, so it holds that
 * nothing is read otherwise since. Who changes the lexicon on purpose writes the record anew:
 * `npm run learn:reasons -- --record`.
 */
test('the lexicon reads in every case and example what it read before', () => {
	const before = fs.readFileSync(new URL(recordFile, import.meta.url), 'utf8').split('\n');
	const now = readingsNow().split('\n');
	expect(now.filter((line, index) => line !== before[index])).toEqual([]);
	expect(now).toHaveLength(before.length);
});
