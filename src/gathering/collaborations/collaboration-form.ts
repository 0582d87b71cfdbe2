import { z } from 'zod';
import { dayField, someWords, words } from '#access/doors/form.ts';
import { openField } from '#gathering/writing/written-form.ts';
import { collaborationKinds, missingIn, payForms } from './collaboration.ts';

/** What someone asks for on the board. */
export const collaborationForm = z
	.object({
		kind: z.enum(collaborationKinds, 'required'),
		title: words(100),
		words: words(4000),
		term: someWords(200),
		payForm: z.enum(payForms, 'required'),
		pay: someWords(200),
		payDay: someWords(200),
		place: someWords(200),
		isRemote: z
			.literal('yes')
			.optional()
			.transform((said) => said === 'yes'),
		ending: someWords(500),
		closesOn: dayField,
		...openField,
		ticket: z.uuid()
	})
	.superRefine((wish, context) => {
		for (const [field, message] of Object.entries(missingIn(wish)))
			context.addIssue({ code: 'custom', path: [field], message });
	});
export type CollaborationWish = z.output<typeof collaborationForm>;
export const decisionForm = z.object({ collaboration: z.uuid(), answer: someWords(1000) });
