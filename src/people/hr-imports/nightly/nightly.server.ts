import { createReadStream } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { config } from '#platform/config/config.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { log } from '#platform/log/log.server.ts';
import { columnsNotTaken } from '../columns.ts';
import { differenceKinds } from '../differences.server.ts';
import { hrImport, rowsToLookAt } from '../hr-imports.server.ts';
import { readHrFile } from '../reading.server.ts';
import { openImport, storePieces } from '../receiving.server.ts';
import { startWriting, writeHrRows } from '../writing.server.ts';
import { digestOf, putAway, waitingFiles, type Waiting } from './folder.server.ts';

type Before = { hrImportId: string | null };
type Outcome = { outcome: 'done' | 'failed'; report: Record<string, unknown> };
const rowsReported = 1000;

/**
 * Looks into the network's folder in the watched folder (OKAERI_IMPORT_FOLDER) and loads the files that wait there,
 * one after the other. A file is moved to `done` or `failed`, with its report beside it. One that came before does
 * nothing. What is someone's own word stays, as it does at the desk without a tick.
 */
export async function takeNightlyFiles({ networkId }: InNetwork): Promise<void> {
	const { OKAERI_IMPORT_FOLDER } = config();
	if (!OKAERI_IMPORT_FOLDER) return;
	const slug = await slugOf({ networkId });
	if (!slug) return;
	const folder = path.join(OKAERI_IMPORT_FOLDER, slug);
	for (const waiting of await waitingFiles(folder)) {
		const result = await takeFile({ networkId }, waiting);
		if (!result) continue;
		await putAway(waiting.file, result.outcome, result.report);
		log.info({ networkId, outcome: result.outcome }, 'A nightly file was taken');
	}
}

/** Loads one file. Undefined for one that still grows. */
async function takeFile(where: InNetwork, { file, company }: Waiting): Promise<Outcome | undefined> {
	const digest = await digestOf(file);
	if (!digest) return undefined;
	const companyId = await companyNamed(where, company);
	if (!companyId) return { outcome: 'failed', report: { problem: 'no_company', company } };
	const before = await takenBefore(where, companyId, digest);
	if (before) return { outcome: 'done', report: { sameAs: before.hrImportId, changed: 0 } };
	const fileName = path.basename(file);
	const hrImportId = await openImport(where, companyId, fileName, null);
	await storePieces(where, hrImportId, createReadStream(file));
	await readHrFile({ ...where, hrImportId });
	if (await inNetwork(where, (db) => startWriting(db, hrImportId)))
		await writeHrRows({ ...where, hrImportId });
	const report = await reportOf(where, hrImportId);
	if (report.status !== 'written') return { outcome: 'failed', report };
	await noteTaken(where, companyId, digest, { fileName, hrImportId });
	return { outcome: 'done', report };
}

/** What an import found and did. Rows that want a look are told by their line; their cells stay out of it. */
async function reportOf(where: InNetwork, hrImportId: string) {
	const [found, rows, kinds] = await Promise.all([
		hrImport(where, hrImportId),
		rowsToLookAt(where, hrImportId, 0, rowsReported),
		differenceKinds(where, hrImportId)
	]);
	return {
		import: hrImportId,
		status: found.status,
		problem: found.problem,
		encoding: found.encoding,
		headerRow: found.headerRow,
		counts: found.counts,
		notTaken: columnsNotTaken(found.headings ?? [], found.columns),
		differences: Object.fromEntries(kinds.map(({ field, all, taken }) => [field, { all, taken }])),
		rows: rows.map(({ lineNo, verdict, findings }) => ({ line: lineNo, verdict, findings }))
	};
}

async function slugOf(where: InNetwork): Promise<string | undefined> {
	return readNetwork(where, async (db) => {
		const query = db.selectFrom('network').select('slug').where('networkId', '=', where.networkId);
		return (await query.executeTakeFirst())?.slug;
	});
}

async function companyNamed(where: InNetwork, name: string | undefined): Promise<string | undefined> {
	return readNetwork(where, async (db) => {
		const company = await db
			.selectFrom('company')
			.select('companyId')
			.$if(name !== undefined, (query) =>
				query.where((by) => by.or([by('nameJa', '=', name!), by('nameEn', '=', name!)]))
			)
			.orderBy('parentId', (order) => order.asc().nullsFirst())
			.orderBy('companyId')
			.executeTakeFirst();
		return company?.companyId;
	});
}

/** The import of the same file, if it is not undone. */
async function takenBefore(where: InNetwork, companyId: string, digest: Buffer): Promise<Before | undefined> {
	return readNetwork(where, async (db) => {
		const { rows } = await sql<Before>`
			select f.hr_import_id
			from hr_import_file f
			left join hr_import i using (network_id, hr_import_id)
			where f.company_id = ${companyId}::uuid
				and f.content_sha256 = ${digest}
				and i.status is distinct from 'undone'
		`.execute(db);
		return rows[0];
	});
}

async function noteTaken(
	where: InNetwork,
	companyId: string,
	digest: Buffer,
	taken: { fileName: string; hrImportId: string }
): Promise<void> {
	const { networkId } = where;
	await inNetwork(where, (db) =>
		db
			.insertInto('hrImportFile')
			.values({ networkId, companyId, contentSha256: digest, ...taken })
			.onConflict((conflict) =>
				conflict
					.columns(['networkId', 'companyId', 'contentSha256'])
					.doUpdateSet({ ...taken, takenAt: new Date() })
			)
			.execute()
	);
}
