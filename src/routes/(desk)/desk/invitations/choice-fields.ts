import { z } from 'zod';
import { chosen, someWords } from '#access/doors/form.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { listed, type Choice } from '#people/invitations/choice.ts';

const years = z
	.union([z.literal('').transform(() => null), z.coerce.number().int().min(0).max(80)])
	.nullable()
	.catch(null)
	.default(null);
const codes = answerableReasons.map((reason) => reason.code);

const choiceFields = z.object({
	company: chosen(z.uuid()).catch([]),
	import: chosen(z.uuid()).catch([]),
	department: someWords(300).catch(''),
	notDepartment: someWords(300).catch(''),
	yearsFrom: years,
	yearsUntil: years,
	reason: chosen(z.enum(codes)).catch([]),
	again: z.enum(['yes']).optional().catch(undefined)
});

/** A choice of leavers as it was typed, to be shown again. */
export type Typed = z.output<typeof choiceFields>;

/** What an address says about whom to choose. What it says wrongly counts as not said. */
export function readChoice(query: URLSearchParams): { typed: Typed; choice: Choice; again: boolean } {
	const typed = choiceFields.parse({
		...Object.fromEntries(query),
		company: query.getAll('company'),
		import: query.getAll('import'),
		reason: query.getAll('reason')
	});
	const choice = {
		companies: typed.company,
		imports: typed.import,
		departments: listed(typed.department),
		notDepartments: listed(typed.notDepartment),
		yearsFrom: typed.yearsFrom,
		yearsUntil: typed.yearsUntil,
		reasons: typed.reason,
		people: null
	};
	return { typed, choice, again: typed.again === 'yes' };
}
