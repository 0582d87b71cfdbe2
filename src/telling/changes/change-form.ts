import { z } from 'zod';
import { dayField, chosen, someWords, words } from '#access/doors/form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { locales } from '#platform/locale/reader.ts';

const answerable = new Set(answerableReasons.map((reason) => reason.code));

/** Several words on one line, separated by commas (、 or ,). */
const listed = someWords(300).transform((text) => [
	...new Set(
		text
			.split(/[、，,]/u)
			.map((word) => word.trim())
			.filter((word) => word !== '')
	)
]);

/** The form in which the desk writes a change. */
export const changeForm = z.object({
	language: z.enum(locales).default('ja'),
	title: words(120),
	thenWords: words(600),
	nowWords: words(600),
	since: dayField,
	forWhom: someWords(300),
	companyId: z
		.union([z.uuid(), z.literal('')])
		.default('')
		.transform((id) => id || null),
	employments: listed,
	parts: listed,
	reasons: chosen(z.string().refine((code) => answerable.has(code))),
	voiceName: someWords(80),
	voiceTitle: someWords(80),
	voiceWords: someWords(600)
});
