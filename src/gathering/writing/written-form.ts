import { z } from 'zod';
import { localPath, several, someWords } from '#access/doors/form.ts';

/** The fields of every form in which someone writes. */
export const writtenFields = {
	words: someWords(8000),
	html: z.string().max(60_000).default(''),
	ticket: z.uuid()
};
export const uploadFields = { uploads: several(z.uuid()) };
export const backField = { back: localPath };

/** The descriptions of pictures: fields named by their upload. */
export function altsOf(form: FormData): Record<string, string> {
	return Object.fromEntries(
		[...form]
			.filter(
				(entry): entry is [string, string] =>
					entry[0].startsWith('alt-') && typeof entry[1] === 'string'
			)
			.map(([key, alt]) => [key.slice(4), alt.trim().slice(0, 500)])
	);
}
