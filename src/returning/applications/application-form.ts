import { z } from 'zod';
import { several, words } from '#access/doors/form.ts';

/** What an applicant sends: words, answers to the opening's questions and, if they like, their profile. */
export const applicationForm = z
	.object({
		words: words(4000),
		answers: several(z.string().trim().max(2000, 'too_long')),
		profile: z.string().optional(),
		company: z.union([z.uuid(), z.literal('').transform(() => null)]).default(null)
	})
	.transform(({ profile, answers, company, words: said }) => ({
		words: said,
		answers: answers.slice(0, 3),
		withProfile: profile === 'yes',
		companyId: company
	}));

/** The CV sent with a form, or null. */
export function cvOf(form: FormData): File | null {
	const cv = form.get('cv');
	return cv instanceof File && cv.size > 0 ? cv : null;
}
