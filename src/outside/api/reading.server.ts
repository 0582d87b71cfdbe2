import { sql } from 'kysely';
import { restrictedReasons } from '#people/departures/reason.ts';
import type { Db } from '#platform/database/network.server.ts';
import type { Resource } from './resource.ts';

type Row = Record<string, unknown> & { id: string };

const fromOf = (resource: Resource) =>
	sql.raw(
		`(${resource.from.replace('RESTRICTED', restrictedReasons.map((code) => `'${code}'`).join(', ') || `''`)}) x`
	);

/** One page of a resource, by id, after the cursor. */
export async function listResource(
	db: Db,
	resource: Resource,
	{ limit, cursor }: { limit: number; cursor?: string | undefined }
): Promise<{ data: Row[]; next: string | null }> {
	const after = cursor === undefined ? null : Buffer.from(cursor, 'base64url').toString('utf8');
	const key = sql.raw(resource.key === 'text' ? 'text' : 'uuid');
	const { rows } =
		await sql<Row>`select * from ${fromOf(resource)} where (${after}::${key} is null or x.id > ${after}::${key}) order by x.id limit ${limit + 1}`.execute(
			db
		);
	const data = rows.slice(0, limit);
	return { data, next: rows.length > limit ? Buffer.from(data.at(-1)!.id).toString('base64url') : null };
}

/** One of a resource; undefined where there is none. */
export async function oneResource(db: Db, resource: Resource, id: string): Promise<Row | undefined> {
	const { rows } = await sql<Row>`select * from ${fromOf(resource)} where x.id = ${id}`.execute(db);
	return rows[0];
}

/** Is this a cursor that we gave? */
export function isCursor(resource: Resource, cursor: string): boolean {
	const id = Buffer.from(cursor, 'base64url').toString('utf8');
	return resource.key === 'text'
		? /^[a-z_]{1,100}$/.test(id)
		: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
