import { z } from 'zod';
import { someWords, words } from '#access/doors/form.ts';
import { locales } from '#platform/locale/reader.ts';

/** The form in which the desk writes a letter. */
export const letterForm = z.object({
	language: z.enum(locales).default('ja'),
	title: words(120),
	words: words(8000),
	executiveId: z.uuid('required'),
	executiveTitle: someWords(80),
	repliesTo: z.enum(['executive', 'desk']).default('executive')
});
