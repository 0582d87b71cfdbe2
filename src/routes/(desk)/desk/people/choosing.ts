import { z } from 'zod';
import { chosen } from '#access/doors/form.ts';
import type { Chosen } from '#seeing/people-list/looking.server.ts';

/** Whom a form of the list is for: who is ticked, or all whom the list shows. */
export const whom = {
	person: chosen(z.uuid()),
	all: z.enum(['yes']).optional()
};

export function chosenOf(
	{ person, all }: { person: string[]; all?: 'yes' | undefined },
	query: URLSearchParams
): Chosen {
	return { person, isAll: all === 'yes', query };
}
