import { z } from 'zod';
import { isLeaked } from './common-passwords.ts';

const fewest = 12;
const most = 200;
/** Fewer different signs than this are a pattern, not a password. */
const fewestDifferent = 5;

/** A new password as a form's field: 12 to 200 characters, and none that is tried first. */
export const newPassword = z
	.string()
	.min(fewest, 'too_short')
	.max(most, 'too_long')
	.refine((password) => !isCommon(password), 'too_common');

/** Is this a password that is tried first: few signs, one part again and again, figures in a row, one that leaked? */
export function isCommon(password: string): boolean {
	const text = password.normalize('NFKC').toLowerCase();
	if (new Set(text).size < fewestDifferent) return true;
	if (/^(.{1,8})\1+.{0,2}$/su.test(text)) return true;
	if (isInARow(text)) return true;
	return isLeaked(text);
}

/** Figures or letters that follow each other, or nothing but figures, as in 123456789012. */
function isInARow(text: string): boolean {
	if (/^[\d\s./-]+$/.test(text)) return true;
	const codes = [...text].map((sign) => sign.codePointAt(0)!);
	return [1, -1].some((step) => codes.every((code, at) => at === 0 || code === codes[at - 1]! + step));
}
