import { z } from 'zod';
import { revisionField, someWords } from '#access/doors/form.ts';

/** The form of the invitation's own words, in one language. */
export const wordsForm = z.object({
	language: z.enum(['ja', 'en'], 'required'),
	subject: someWords(150).transform((subject) => subject.replace(/\s+/g, ' ')),
	words: someWords(4000),
	revision: revisionField
});
