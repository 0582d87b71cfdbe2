import { z } from 'zod';
import { opennesses } from '#access/policy/letting-in.ts';
import { chosen, localPath, someWords, valuesOf } from '#access/doors/form.ts';
import { cutText } from '#platform/text/clean.ts';

/** The fields of every form in which someone writes. */
export const writtenFields = {
	words: someWords(8000),
	html: z.string().max(60_000).default(''),
	ticket: z.uuid()
};
/** For whom the page said that the post would be open. */
export const openField = { openTo: z.enum(opennesses).optional() };
export const uploadFields = { uploads: chosen(z.uuid()) };
export const backField = { back: localPath };

/** The places of pictures in their order: fields named by their upload. */
export function orderOf(form: FormData): Record<string, number> {
	return Object.fromEntries(
		Object.entries(valuesOf(form))
			.filter(([key]) => /^place-./.test(key))
			.map(([key, place]) => [key.slice(6), Number(place)] as const)
			.filter(([, place]) => Number.isInteger(place) && place > 0 && place < 100)
	);
}

/** The descriptions of pictures: fields named by their upload. */
export function altsOf(form: FormData): Record<string, string> {
	return Object.fromEntries(
		Object.entries(valuesOf(form))
			.filter((entry): entry is [string, string] => /^alt-./.test(entry[0]) && !Array.isArray(entry[1]))
			.map(([key, alt]) => [key.slice(4), cutText(alt.trim(), 500)])
	);
}
