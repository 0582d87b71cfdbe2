import { z } from 'zod';
import { localField, someWords, words, zoneField } from '#access/doors/form.ts';
import { eventKinds, rhythms } from './event.ts';

const local = z.string().min(1, 'required').pipe(localField);

/** The fields of an event's form. */
export const eventFields = {
	title: words(120),
	words: someWords(4000),
	html: z.string().max(60_000).default(''),
	kind: z.enum(eventKinds, 'required'),
	place: someWords(300),
	url: someWords(500),
	startsAt: local,
	endsAt: local,
	timeZone: zoneField,
	capacity: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(100_000)]),
	guestsAtMost: z.coerce.number().int().min(0).max(10).default(0),
	question: someWords(300)
};
export const seriesFields = {
	rhythm: z.enum(rhythms).default('none'),
	times: z.coerce.number().int().min(2).max(24).default(6)
};
