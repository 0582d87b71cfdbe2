import { z } from 'zod';

const fewest = 12;
const most = 200;
/** Fewer different signs than this are a pattern, not a password. */
const fewestDifferent = 5;

/** Words that lists of broken passwords begin with. With figures and signs around them they are as easy to guess. */
const common = new Set([
	'password',
	'passwort',
	'passphrase',
	'administrator',
	'admin',
	'root',
	'user',
	'guest',
	'test',
	'login',
	'welcome',
	'letmein',
	'changeme',
	'iloveyou',
	'qwerty',
	'qwertyuiop',
	'asdfghjkl',
	'zxcvbnm',
	'qwertyuiopasdfghjklzxcvbnm',
	'abcdefghijklmnopqrstuvwxyz',
	'abcdefghijkl',
	'abcdef',
	'abc',
	'sakura',
	'nippon',
	'tokyo',
	'okaeri',
	'alumni'
]);

const writtenLike: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'@': 'a',
	$: 's'
};

/** A new password as a form's field: 12 to 200 characters, and none that is tried first. */
export const newPassword = z
	.string()
	.min(fewest, 'too_short')
	.max(most, 'too_long')
	.refine((password) => !isCommon(password), 'too_common');

/** Is this a password that is tried first: few signs, one part again and again, figures in a row, a word of the lists? */
export function isCommon(password: string): boolean {
	const text = password.normalize('NFKC').toLowerCase();
	if (new Set(text).size < fewestDifferent) return true;
	if (/^(.{1,8})\1+.{0,2}$/su.test(text)) return true;
	if (isInARow(text)) return true;
	return isKnownWord(text);
}

/** A word of the lists, once or again and again, with figures around it and figures for some of its letters. */
function isKnownWord(text: string): boolean {
	if (/[^\x20-\x7e]/.test(text)) return false;
	const core = text.replace(/^[^a-z@$]+|[^a-z]+$/g, '').replace(/[01345@$]/g, (sign) => writtenLike[sign]!);
	return common.has(core.replace(/[^a-z]/g, '').replace(/^(.+?)\1+$/, '$1'));
}

/** Figures or letters that follow each other, or nothing but figures, as in 123456789012. */
function isInARow(text: string): boolean {
	if (/^[\d\s./-]+$/.test(text)) return true;
	const codes = [...text].map((sign) => sign.codePointAt(0)!);
	return [1, -1].some((step) => codes.every((code, at) => at === 0 || code === codes[at - 1]! + step));
}
