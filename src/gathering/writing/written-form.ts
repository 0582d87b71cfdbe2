import { z } from 'zod';
import { chosen, localPath, someWords, valuesOf } from '#access/doors/form.ts';
import { cutText } from '#platform/text/clean.ts';

/** The fields of every form in which someone writes. */
export const writtenFields = {
	words: someWords(8000),
	html: z.string().max(60_000).default(''),
	ticket: z.uuid()
};
export const uploadFields = { uploads: chosen(z.uuid()) };
export const backField = { back: localPath };

/** The descriptions of pictures: fields named by their upload. */
export function altsOf(form: FormData): Record<string, string> {
	return Object.fromEntries(
		Object.entries(valuesOf(form))
			.filter((entry): entry is [string, string] => /^alt-./.test(entry[0]) && !Array.isArray(entry[1]))
			.map(([key, alt]) => [key.slice(4), cutText(alt.trim(), 500)])
	);
}
