import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Db } from '#platform/database/network.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { listOf, oneId, page } from './fields.ts';
import { operation, type Given, type Operation } from './operation.ts';
import { idBefore, pageOf, type Key } from './paging.server.ts';
import type { Scope } from './scope.ts';

type Fields = Record<string, z.ZodType> & { id: z.ZodType };
type Row<F extends Fields> = Given<z.ZodObject<F>> & { id: string };

type Described<F extends Fields> = {
	/** As it stands in paths: `casual-talks`. */
	name: string;
	/** As one of them is called in the document: `CasualTalk`. */
	singular: string;
	tag: string;
	summary: string;
	description?: string;
	scope: Scope;
	isConfidential?: boolean;
	/** What the ids are; UUIDs unless said. */
	key?: Key;
	fields: F;
	/** A query that gives the fields as columns, in snake case. */
	rows: RawBuilder<unknown>;
};

/** Something that can be read: one by its id, and as a list that is paged by it. */
export type Resource<F extends Fields> = {
	answer: z.ZodObject<F>;
	/** One by its id. Throws NotFound. */
	one: (db: Db, id: string) => Promise<Row<F>>;
	operations: readonly Operation[];
};

const code = z.object({ id: z.string().max(100).describe('The code.') });

/** Makes the operations that list a resource and that read one of it, under the row-level security of the network. */
export function resource<F extends Fields>(described: Described<F>): Resource<F> {
	const { name, singular, summary, key = 'uuid', fields, rows } = described;
	const answer = z.object(fields).meta({ id: singular });

	async function one(db: Db, id: string): Promise<Row<F>> {
		const found = await sql<Row<F>>`
			select *
			from (${rows}) x
			where x.id = ${id}
		`.execute(db);
		if (!found.rows[0]) throw new NotFound(`No such ${singular}`);
		return found.rows[0];
	}

	const shared = {
		tag: described.tag,
		scope: described.scope,
		status: 200,
		...(described.description ? { description: described.description } : {}),
		...(described.isConfidential ? { isConfidential: true } : {})
	} as const;
	const list = operation({
		...shared,
		id: `list${pascal(name)}`,
		method: 'get',
		path: `/${name}`,
		summary,
		query: page,
		answer: listOf(answer),
		handle: async ({ db, query }) => {
			const after = idBefore(query.cursor, key);
			const type = sql.raw(key);
			const found = await sql<Row<F>>`
				select *
				from (${rows}) x
				where (${after}::${type} is null or x.id > ${after}::${type})
				order by x.id
				limit ${query.limit + 1}
			`.execute(db);
			return pageOf(found.rows, query.limit);
		}
	});
	const get = operation({
		...shared,
		id: `get${singular}`,
		method: 'get',
		path: `/${name}/{id}`,
		summary: `${summary}: one of them`,
		params: key === 'text' ? code : oneId,
		answer,
		handle: ({ db, params }) => one(db, params.id)
	});
	return { answer, one, operations: [list, get] };
}

function pascal(name: string): string {
	return name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
