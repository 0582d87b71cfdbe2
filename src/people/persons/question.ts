import { toHiragana, toRomaji } from 'wanakana';
import { cutText, withoutUnseen } from '#platform/text/clean.ts';

/** A word that someone looks for, with the ways in which it may be written in the directory. */
export type Word = string[];

const wordsAtMost = 6;
const lettersAtMost = 40;
const kana = /^[ぁ-ゖー]+$/;
const romaji = /^[a-z][a-z'’-]*$/;
const title = /(さん|様|さま|氏|君|くん|ちゃん|先生)$/;

/**
 * What is asked of the directory: its words, which all must match, each with its spellings. Latin letters may be romaji,
 * finished or not ("nakam" is なかま to なかも; "junichi" may be じゅんいち), so they are looked for in kana too. The
 * directory itself makes no difference between widths, cases, kana and variant characters.
 */
export function readQuestion(text: string): Word[] {
	const words = withoutUnseen(text)
		.normalize('NFKC')
		.split(/[\s、,]+/)
		.filter(Boolean);
	return words.slice(0, wordsAtMost).map((word) => spellings(cutText(word, lettersAtMost)));
}

function spellings(word: string): Word {
	const bare = word.length > 2 ? word.replace(title, '') : word;
	const latin = plain(word);
	return [...new Set([word, bare, ...drawnOut(word), ...(romaji.test(latin) ? inKana(latin) : [])])].filter(
		Boolean
	);
}

const vowels: Record<string, string[]> = {
	a: ['あ'],
	i: ['い'],
	u: ['う'],
	e: ['い', 'え'],
	o: ['う', 'お']
};

/** オーノ may be written おおの, コーヘイ こうへい. */
function drawnOut(word: string): string[] {
	const at = word.indexOf('ー');
	const before = at > 0 ? toRomaji(word[at - 1]!).at(-1) : undefined;
	return (before && vowels[before] ? vowels[before] : []).map(
		(vowel) => toHiragana(word.slice(0, at)) + vowel + toHiragana(word.slice(at + 1))
	);
}

/** Lower case, without the marks of long vowels: Ōno → ono. */
function plain(word: string): string {
	return word
		.toLowerCase()
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.normalize('NFC');
}

function inKana(latin: string): string[] {
	const heard = latin
		.replace(/m(?=[bmp])/g, 'n')
		.replace(/tch/g, 'cch')
		.replace(/’/g, "'");
	const apart = [...heard.matchAll(/n(?=[aiueoy])/g)]
		.slice(0, 3)
		.map(({ index }) => `${heard.slice(0, index + 1)}'${heard.slice(index + 1)}`);
	return [heard, ...apart]
		.flatMap((word) =>
			/oh(?![aiueo])/.test(word)
				? ['o', 'oo', 'ou'].map((long) => word.replace(/oh(?![aiueo])/g, long))
				: [word]
		)
		.flatMap(ways);
}

/** The whole word in kana, and where it breaks off inside a syllable, every syllable that may follow. */
function ways(word: string): string[] {
	const isOpen = /[^aiueo]$/.test(word);
	const finished = isOpen ? ['a', 'i', 'u', 'e', 'o'].map((vowel) => toHiragana(word + vowel)) : [];
	return [toHiragana(word), ...finished].filter((spelt) => kana.test(spelt));
}
