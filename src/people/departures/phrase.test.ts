import { expect, test } from 'vitest';
import { phrasesIn } from './phrase.ts';

const whole = (text: string, quotes: string[]) => phrasesIn(text, quotes).map((phrase) => phrase.whole);

test('a phrase goes on to the end of its last word, and no further', () => {
	expect(whole('家を建てたばかりの地を離れられなかった。', ['家を建て'])).toEqual(['家を建てた']);
	expect(whole('クラウドの仕事に本気で取り組みたかった。', ['クラウドの仕事に本気で取り組'])).toEqual([
		'クラウドの仕事に本気で取り組みたかった'
	]);
	expect(whole('新しい技術に触れる機会がなく、', ['新しい技術に触れ'])).toEqual(['新しい技術に触れる']);
	expect(whole('事業の先行きに不安を感じた。', ['事業の先'])).toEqual(['事業の先行き']);
	expect(whole('希望と違う部署に配属され、', ['希望と違う部署に配属'])).toEqual(['希望と違う部署に配属']);
	expect(whole('残業が続き、', ['残業'])).toEqual(['残業']);
	expect(whole('給料が安かったので辞めました。', ['給料が安'])).toEqual(['給料が安かった']);
	expect(whole('I resigned over my pay.', ['resign'])).toEqual(['resigned']);
});

test('what overlaps or lies within another is one phrase', () => {
	expect(whole('異動の内示が出て、', ['内示', '異動の内示'])).toEqual(['異動の内示']);
	expect(whole('チームの中で孤立していた。', ['チームの中で孤', '孤立'])).toEqual(['チームの中で孤立']);
	expect(whole('在宅勤務が認められず、在宅では働けない。', ['在宅', '在宅勤務'])).toEqual(['在宅勤務']);
	expect(whole('給与が低く、賞与も減った。', ['賞与', '給与'])).toEqual(['給与', '賞与']);
});

test('what is too short or reaches over a clause is no phrase', () => {
	expect(whole('職を辞した。遠い。', ['職', '辞した。遠い'])).toEqual([]);
});

test('its stem is what was read, whichever form the text has', () => {
	const forms = ['家を建てたばかりで', '家を建てられず'].map((text) => phrasesIn(text, ['家を建て'])[0]);
	expect(forms).toEqual([
		{ stem: '家を建て', whole: '家を建てた' },
		{ stem: '家を建て', whole: '家を建てられず' }
	]);
});
