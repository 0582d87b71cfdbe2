import { z } from 'zod';
import { someWords, words } from '#access/doors/form.ts';
import { locales } from '#platform/locale/reader.ts';

/** The form in which the desk corrects a letter that is out. */
export const letterWords = z.object({ title: words(120), words: words(8000) });

/** The form in which the desk writes a letter. */
export const letterForm = letterWords.extend({
	language: z.enum(locales).default('ja'),
	executiveId: z.uuid('required'),
	executiveTitle: someWords(80),
	repliesTo: z.enum(['executive', 'desk']).default('executive'),
	segmentId: z.union([z.literal('').transform(() => null), z.uuid()]).default(null)
});
