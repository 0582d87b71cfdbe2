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

/** The texts of a change, with how long they may be. They can be corrected once it is out. */
export const changeWords = {
	title: { most: 120, rows: 0, required: true },
	thenWords: { most: 600, rows: 3, required: true },
	nowWords: { most: 600, rows: 3, required: true },
	forWhom: { most: 300, rows: 0, required: false },
	voiceName: { most: 80, rows: 0, required: false },
	voiceTitle: { most: 80, rows: 0, required: false },
	voiceWords: { most: 600, rows: 2, required: false }
};

/** The form in which the desk corrects a change. */
export const correctionForm = z.object({
	title: words(changeWords.title.most),
	thenWords: words(changeWords.thenWords.most),
	nowWords: words(changeWords.nowWords.most),
	forWhom: someWords(changeWords.forWhom.most),
	voiceName: someWords(changeWords.voiceName.most),
	voiceTitle: someWords(changeWords.voiceTitle.most),
	voiceWords: someWords(changeWords.voiceWords.most)
});

/** The form in which the desk writes a change. */
export const changeForm = correctionForm.extend({
	language: z.enum(locales).default('ja'),
	since: dayField,
	companyId: z
		.union([z.uuid(), z.literal('')])
		.default('')
		.transform((id) => id || null),
	employments: listed,
	parts: listed,
	reasons: chosen(z.string().refine((code) => answerable.has(code)))
});
