import { z } from 'zod';
import { chosen, someWords, words } from '#access/doors/form.ts';
import { paperItems, paperKinds } from './paper.ts';

/** What someone asks for. */
export const paperForm = z.object({
	kind: z.enum(paperKinds),
	items: chosen(z.enum(paperItems)),
	year: z.coerce.number().int().min(1950, 'not_usable').max(2100, 'not_usable').nullable().default(null),
	words: someWords(500)
});
export const answerForm = z.object({ answer: someWords(1000) });
export const refusalForm = z.object({ answer: words(1000) });
