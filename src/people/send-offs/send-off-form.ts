import { z } from 'zod';
import { chosen, dayField, mailField, revisionField, someWords, words } from '#access/doors/form.ts';
import { purposes } from '#people/consents/consent.ts';
import { departureKinds } from '#people/departures/kind.ts';
import { isReasonCode } from '#people/departures/reason.ts';
import { becauses } from './send-off.ts';

const kind = z
	.union([z.literal(''), z.enum(departureKinds)])
	.default('')
	.transform((value) => value || null);
const talkerId = z
	.union([z.literal(''), z.uuid()])
	.default('')
	.transform((value) => value || null);

/** What begins a send-off at the desk: who, the last day, what kind, and who speaks with them. */
export const beginForm = z.object({
	who: words(254),
	lastOn: dayField,
	kind,
	talkerId,
	mailIt: z.enum(['yes']).optional()
});

/** What the desk changes while it runs. */
export const changeForm = z.object({
	revision: revisionField,
	lastOn: dayField,
	kind,
	talkerId,
	talkedOn: z.union([z.literal(''), dayField], 'not_a_day').default('')
});

/** What was said in the talk. */
export const talkForm = z.object({
	reasons: chosen(z.string().refine(isReasonCode)),
	words: someWords(4000),
	saidOn: dayField
});

const because = z
	.union([z.literal(''), z.enum(becauses)])
	.default('')
	.transform((value) => value || null);

/** Whether an alumnus wants to be thought of, and why. */
export const thoughtOfForm = z.object({ because });

/** What leavers write on their own page. */
export const leaverForm = z.object({
	reasons: chosen(z.string().refine(isReasonCode)),
	words: someWords(4000),
	privateAddress: z.union([z.literal(''), mailField], 'not_an_address').default(''),
	consents: chosen(z.enum(purposes)),
	notice: revisionField.default(0),
	because
});
