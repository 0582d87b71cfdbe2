import { z } from 'zod';
import { dayField, chosen, several, someWords, words } from '#access/doors/form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { locales } from '#platform/locale/reader.ts';
import { audiences, employments } from './opening.ts';

const answerable = new Set(answerableReasons.map((reason) => reason.code));
const yen = z
	.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(1_000_000_000)])
	.default(null);

/** The fields of an opening, without its company. The desk's form, files, feeds and the API use them. */
export const openingFields = {
	language: z.enum(locales).default('ja'),
	title: words(200),
	business: someWords(4000),
	businessRange: someWords(1000),
	place: someWords(500),
	placeRange: someWords(1000),
	employment: z.enum(employments).default('permanent'),
	contract: someWords(1000),
	trial: someWords(500),
	hours: someWords(1000),
	overtime: someWords(500),
	holidays: someWords(1000),
	pay: someWords(1000),
	insurance: someWords(500),
	smoking: someWords(500),
	recruiter: someWords(200),
	wanted: someWords(4000),
	payPer: z.union([z.literal('').transform(() => null), z.enum(['hour', 'month', 'year'])]).default(null),
	payLeast: yen,
	payMost: yen,
	audience: z.enum(audiences).default('alumni'),
	closesOn: z.union([z.literal('').transform(() => null), dayField]).default(null)
};

/**
 * Whether pay is complete: the upper end is not below the lower, and pay says whether it is by hour, month or
 * year.
 */
export const payIsSound = (form: {
	payLeast: number | null;
	payMost: number | null;
	payPer: string | null;
}) =>
	(form.payMost === null || form.payLeast === null || form.payMost >= form.payLeast) &&
	(form.payLeast === null || form.payPer !== null);

/** The form in which the desk writes an opening. */
export const openingForm = z
	.object({
		...openingFields,
		companyId: z.uuid('required'),
		remote: z.string().optional().transform(Boolean),
		reasons: chosen(z.string().refine((code) => answerable.has(code))),
		questions: several(z.string().trim().max(300, 'too_long')).transform((all) =>
			all.filter((one) => one !== '').slice(0, 3)
		),
		ownerId: z.union([z.uuid(), z.literal('').transform(() => null)]).default(null)
	})
	.refine(payIsSound, { message: 'pay_not_sound', path: ['payMost'] });
export type OpeningForm = z.output<typeof openingForm>;
