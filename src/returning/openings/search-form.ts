import { z } from 'zod';
import { chosen, someWords } from '#access/doors/form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { cutText } from '#platform/text/clean.ts';

const codes = new Set(answerableReasons.map((reason) => reason.code));
const code = z.string().refine((one) => codes.has(one));

/** Reads a search from an address. Values that make no sense are left out. */
export function searchOf(params: URLSearchParams): {
	terms: string;
	companyId: string;
	reason: string;
	before: string | undefined;
} {
	const reason = params.get('reason') ?? '';
	return {
		terms: cutText(params.get('q') ?? '', 200),
		companyId: z.uuid().safeParse(params.get('company')).data ?? '',
		reason: codes.has(reason) ? reason : '',
		before: z.uuid().safeParse(params.get('before')).data
	};
}

/** The address of the next page of the same search. */
export function nextPage(params: URLSearchParams, before: string): string {
	const next = new URLSearchParams(params);
	next.set('before', before);
	return `?${next}`;
}

/** "Tell me when this exists." */
export const wishForm = z.object({
	words: someWords(500),
	terms: someWords(200),
	company: z.union([z.literal('').transform(() => null), z.uuid()]).default(null),
	reasons: chosen(z.union([z.literal(''), code])).transform((all) => all.filter((one) => one !== ''))
});
