import type { z } from 'zod';
import type { Scope } from './scope.ts';

export const standings = ['yes', 'no', 'unknown'] as const;

/** Something that can be read: one by its id, and as a list that is paged by it. */
export type Resource = {
	name: string;
	tag: string;
	singular: string;
	summary: string;
	description?: string;
	scope: Scope;
	isConfidential?: boolean;
	/** What the ids are; UUIDs where not said. */
	key?: 'text';
	fields: Record<string, z.ZodType> & { id: z.ZodType };
	/** Gives the fields, in snake case. RESTRICTED stands for the codes that are never given out. */
	from: string;
};
