import { z } from 'zod';
import { dayField, revisionField, someWords, words } from '#access/doors/form.ts';
import { templateNames } from './templates.ts';
import { typedLines } from './typed.ts';
import { questionKinds } from './survey.ts';

const ticked = z
	.enum(['yes'])
	.optional()
	.transform((value) => value === 'yes');

/** What stands around the questions of a survey. */
export const surveyForm = z.object({
	revision: revisionField,
	title: words(120),
	intro: someWords(2000),
	thanks: someWords(1000),
	how: z.enum(['anonymous', 'named'], 'required'),
	segmentId: z.union([z.literal('').transform(() => null), z.uuid()]).default(null)
});

/** A question as it is written: what there is to choose from stands one a line. */
export const questionForm = z.object({
	words: words(300),
	kind: z.enum(questionKinds, 'required'),
	options: someWords(2000).transform(typedLines),
	lines: someWords(2000).transform(typedLines),
	isRequired: ticked
});

export const sendingForm = z.object({ revision: revisionField, closesOn: dayField, isChecked: ticked });

export const beginForm = z.object({
	template: z.enum(templateNames, 'required'),
	segmentId: z.union([z.literal('').transform(() => null), z.uuid()]).default(null)
});
