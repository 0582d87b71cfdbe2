import { z } from 'zod';
import { dayField, several, someWords } from '#access/doors/form.ts';

/** The fields of a poll in the form of a post. */
export const pollFields = {
	choice: several(someWords(200)),
	closesOn: z.union([z.literal(''), dayField]).default('')
};
