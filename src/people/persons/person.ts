import { toRomaji } from 'wanakana';
import { reader, type Locale } from '#platform/locale/reader.ts';

export type Named = { familyName: string; givenName: string; familyKana?: string; givenKana?: string };

const latin = /^[\p{Script=Latin}\s.'’-]*$/u;

/**
 * A person's name as the reader's language writes it: 姓 名 in Japanese, and the given name first in
 * English. English takes the name from the kana where it is not written in Latin letters.
 */
export function fullName(person: Named, locale: Locale): string {
	if (locale === 'ja') return [person.familyName, person.givenName].filter(Boolean).join(' ');
	const given = inLatin(person.givenName, person.givenKana);
	const family = inLatin(person.familyName, person.familyKana);
	return given && family
		? `${given} ${family}`
		: [person.familyName, person.givenName].filter(Boolean).join(' ');
}

/** What someone is called: 中村さん in Japanese, the given name in English. */
export function calledName(person: Named, locale: Locale): string {
	if (locale === 'ja') return `${person.familyName}さん`;
	return inLatin(person.givenName, person.givenKana) ?? fullName(person, 'en');
}

function inLatin(name: string, kana = ''): string | undefined {
	if (latin.test(name)) return name;
	if (!kana) return undefined;
	// Hepburn as on Japanese passports: long vowels are not marked.
	const romaji = toRomaji(kana).replace(/ou|oo/g, 'o').replace(/uu/g, 'u').replace(/n'/g, 'n');
	return romaji.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}

/** The sign that stands for someone without a picture: 中, or for an English reader the initial of the given name. */
export function initial(person: Named, locale: Locale = reader().locale): string {
	const name = locale === 'ja' ? person.familyName : calledName(person, locale);
	return [...name][0]?.toUpperCase() ?? '·';
}
