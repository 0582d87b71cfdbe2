import pg from 'pg';
import { migrate, type Migrating } from '#platform/database/migrate.ts';
import { withEmptyDatabase } from '#platform/postgres/fresh.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { effectsOf, type Effects } from './effects.ts';

/** What a migration did in an empty database: its effects, and the old tables that it locked or wrote in. */
export type Rehearsed = {
	name: string;
	effects: Effects;
	closes: string[];
	holds: string[];
	writes: string[];
};

type Locks = { closes: string[]; holds: string[]; writes: string[] };

/** What a migration takes from code of the version before: what that may read, and what it does not know to keep. */
export function takenBy({ effects }: Rehearsed): string[] {
	return [...effects.takesAway, ...effects.demands];
}

/** Tries migrations in an empty database that has those of `ran` already, and says what each of them did there. */
export async function rehearse(ran: string[]): Promise<Rehearsed[]> {
	return withEmptyDatabase(async (url) => {
		await migrate(url, { only: ran });
		const rehearsed: Rehearsed[] = [];
		await migrate(url, { within: watch(await catalogueAt(url), (seen) => rehearsed.push(seen)) });
		return rehearsed;
	});
}

/** What to call within each migration of a database that held `before`, so that `tell` gets what it did. */
export function watch(before: Catalogue, tell: (seen: Rehearsed) => void): NonNullable<Migrating['within']> {
	let known = before;
	return async (client, name) => {
		const now = await readCatalogue(client);
		const locks = await readLocks(client, known);
		tell({ name, effects: effectsOf(known, now), ...locks });
		known = now;
	};
}

async function catalogueAt(url: string): Promise<Catalogue> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await readCatalogue(client);
	} finally {
		await client.end();
	}
}

/**
 * Which tables that were there before this transaction has closed to everybody (`closes`), keeps from being written
 * (`holds`), and has written in.
 */
async function readLocks(client: pg.Client, before: Catalogue): Promise<Locks> {
	type Lock = { relation: string; mode: string };
	const { rows } = await client.query<Lock>(`
		select relation::text, mode
		from pg_locks
		where locktype = 'relation'
			and pid = pg_backend_pid()
			and database = (select oid from pg_database where datname = current_database())
	`);
	const inMode = (...modes: string[]) => [
		...new Set(
			rows
				.filter(({ relation, mode }) => before.tables[relation] && modes.includes(mode))
				.map(({ relation }) => before.tables[relation]!.name)
		)
	];
	return {
		closes: inMode('AccessExclusiveLock'),
		holds: inMode('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'),
		writes: inMode('RowExclusiveLock')
	};
}
