import { z } from 'zod';

/**
 * What a backup is: a tar archive, compressed with zstd, encrypted by age. `age -d FILE | zstd -d | tar x` opens it by
 * hand. It begins with `head.json`, goes on with the rows of each table in parts (`data/public.person/000001`, as COPY
 * writes text), and ends with `end.json`, which says what must have been in it.
 */
export const formatNow = 1;
export const headName = 'head.json';
export const endName = 'end.json';

/** The schemas whose rows are kept. The last one belongs to the job queue. */
export const schemas = ['public', 'auth', 'directory', 'ground', 'graphile_worker'] as const;

const table = z.object({
	schema: z.string(),
	name: z.string(),
	/** Without those that are computed. */
	columns: z.array(z.string())
});
export type TableShape = z.infer<typeof table>;

export const headSchema = z.object({
	format: z.literal(formatNow),
	/** Okaeri's own version. */
	version: z.string(),
	createdAt: z.string(),
	postgres: z.string(),
	/** Which migrations had run, in their order. */
	migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
	/** How large the database was, with its indexes, in bytes. */
	databaseBytes: z.number(),
	/** Tells whether a secret is the one with which the installation signed and sealed, without giving it away. */
	secretFingerprint: z.string(),
	/** The secret itself, where it was asked for. */
	secret: z.string().optional(),
	tables: z.array(table),
	/** Names of partitions of touchpoints by month, which must be there before rows come. */
	partitions: z.array(z.string())
});
export type Head = z.infer<typeof headSchema>;

const content = z.object({
	schema: z.string(),
	name: z.string(),
	rows: z.number(),
	/** Of all rows, in whatever order they come. */
	digest: z.string(),
	parts: z.number()
});
export type Content = z.infer<typeof content>;

const chainEnd = z.object({
	networkId: z.string(),
	slug: z.string(),
	/** The number of the last line of the audit log, and its hash. */
	number: z.number(),
	hash: z.string()
});
export type ChainEnd = z.infer<typeof chainEnd>;

const sequence = z.object({ schema: z.string(), name: z.string(), value: z.string(), isCalled: z.boolean() });
export type Sequence = z.infer<typeof sequence>;

export const endSchema = z.object({
	tables: z.array(content),
	sequences: z.array(sequence),
	/** Where the audit log of each network ends. */
	chains: z.array(chainEnd)
});
export type End = z.infer<typeof endSchema>;

export const fullName = ({ schema, name }: { schema: string; name: string }) => `${schema}.${name}`;

/** The name of a part of a table in the archive. Parts count from 1. */
export const partName = (of: { schema: string; name: string }, part: number) =>
	`data/${fullName(of)}/${String(part).padStart(6, '0')}`;

/** A backup that cannot be used, or not here, in words for whoever runs the installation. */
export class BackupRefused extends Error {}
