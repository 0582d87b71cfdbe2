import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { NotFound } from '#platform/http/failures.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import type { Columns } from './columns.ts';
import type { Finding } from './row.ts';

export type Counts = {
	rows: number;
	people: number;
	tenures: number;
	leavers: number;
	employed: number;
	/** Those of the employed whose last day is known. Imports from before that was counted have none. */
	leaving?: number;
	doubtful: number;
	refused: number;
	findings: Partial<Record<Finding, number>>;
	effects: Record<string, number>;
	differences: number;
};
export type HrImport = Awaited<ReturnType<typeof hrImport>>;

/** One import, with how far it has come. Throws NotFound. */
export async function hrImport(where: InNetwork, hrImportId: string) {
	const found = await readNetwork(where, (db) =>
		db
			.selectFrom('hrImport')
			.innerJoin('company', (join) =>
				join
					.onRef('company.companyId', '=', 'hrImport.companyId')
					.onRef('company.networkId', '=', 'hrImport.networkId')
			)
			.selectAll('hrImport')
			.select(['company.nameJa as companyJa', 'company.nameEn as companyEn'])
			.where('hrImportId', '=', hrImportId)
			.executeTakeFirst()
	);
	if (!found) throw new NotFound('No such import');
	return {
		...found,
		columns: (found.columns ?? {}) as Columns,
		counts: found.counts as Counts,
		samples: found.samples as string[][]
	};
}

/** The latest imports. */
export async function hrImports(actor: Actor) {
	authorize(actor, 'hr_import.load');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('hrImport')
			.select([
				'hrImportId',
				'fileName',
				'status',
				'problem',
				'counts',
				'madeAt',
				'rowsRead',
				'rowsWritten',
				'bytes',
				'bytesRead'
			])
			.orderBy('hrImportId', 'desc')
			.limit(20)
			.execute()
	);
}

export type FoundRow = Named & {
	rowNo: number;
	lineNo: number;
	cells: string[];
	verdict: string;
	findings: Finding[];
};

/** The rows that someone should look at, paged by row number. */
export async function rowsToLookAt(
	where: InNetwork,
	hrImportId: string,
	after = 0,
	limit = 100
): Promise<FoundRow[]> {
	return readNetwork(where, async (db) => {
		const found = await db
			.selectFrom('hrImportRow')
			.select(['rowNo', 'lineNo', 'cells', 'verdict', 'findings', 'familyName', 'givenName'])
			.where('hrImportId', '=', hrImportId)
			.where('verdict', '<>', 'good')
			.where('rowNo', '>', after)
			.orderBy('rowNo')
			.limit(limit)
			.execute();
		return found as FoundRow[];
	});
}

/** The first five rows as they will be loaded, so that a wrong column shows. */
export async function firstRows(where: InNetwork, hrImportId: string) {
	return readNetwork(where, (db) =>
		db
			.selectFrom('hrImportRow')
			.select([
				'rowNo',
				'number',
				'familyName',
				'givenName',
				'familyKana',
				'givenKana',
				'email',
				'startedOn',
				'endedOn',
				'department',
				'title'
			])
			.where('hrImportId', '=', hrImportId)
			.orderBy('rowNo')
			.limit(5)
			.execute()
	);
}

/** Deletes an import of which nothing was loaded yet. */
export async function dropImport(where: InNetwork, hrImportId: string): Promise<void> {
	await inNetwork(where, (db) =>
		db
			.deleteFrom('hrImport')
			.where('hrImportId', '=', hrImportId)
			.where('status', 'not in', ['writing', 'written'])
			.where('rowsWritten', '=', 0)
			.execute()
	);
}

/** The desk deletes an import that it does not want to load. */
export async function putAwayImport(actor: Actor, hrImportId: string): Promise<void> {
	authorize(actor, 'hr_import.load');
	const { status } = await hrImport(actor, hrImportId);
	if (status === 'read' || status === 'failed') await dropImport(actor, hrImportId);
}
