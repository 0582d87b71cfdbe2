import { doingCodes } from './doing-codes.ts';
import { peopleCodes } from './people-codes.ts';

/** What each code of a column means, in words. */
export type Codes = Readonly<Record<string, () => string>>;

const codes: Readonly<Record<string, Codes>> = { ...peopleCodes, ...doingCodes };

/**
 * A code of a column in words, if it is one. A column that holds codes in one table and free words in another is listed with
 * its table.
 */
export function codeText(table: string, column: string, code: string): string | undefined {
	const known = codes[`${table}.${column}`] ?? codes[column];
	return known && Object.hasOwn(known, code) ? known[code]!() : undefined;
}
