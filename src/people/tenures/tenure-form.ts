import { z } from 'zod';
import { dayField, someWords } from '#access/doors/form.ts';
import { departureKinds } from '#people/departures/kind.ts';

const dayOrNone = z.union([z.literal(''), dayField], 'not_a_day').default('');

/** The fields of the form for one stay of a person at a company. */
export const tenureFields = {
	companyId: z.uuid(),
	startedOn: dayField,
	endedOn: dayOrNone,
	kind: z.union([z.literal(''), z.enum(departureKinds)]).default(''),
	department: someWords(200),
	title: someWords(200),
	employment: someWords(100),
	manager: someWords(120)
};
