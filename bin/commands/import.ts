import fs from 'node:fs';
import path from 'node:path';
import { dropImport, hrImport, rowsToLookAt, type FoundRow } from '#people/hr-imports/hr-imports.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { openImport, storePieces } from '#people/hr-imports/receiving.server.ts';
import { startWriting, writeHrRows } from '#people/hr-imports/writing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { placeOf, type Place, type Wanted } from './import-place.ts';
import { inWords, reportOn, type Report } from './import-report.ts';

type Wish = Wanted & { json: boolean };

/** Loads an HR export (or, as a dry run, only says what loading it would do) and prints what was found. */
export async function importFile(url: string, file: string, wish: Wish): Promise<void> {
	if (!fs.existsSync(file)) throw new Error(`There is no file ${file}.`);
	const place = await placeOf(url, wish);
	try {
		const report = await load(place, file, wish.dryRun);
		console.log(wish.json ? JSON.stringify(report, null, 2) : inWords(report));
		if (report.status === 'failed') process.exitCode = 1;
	} finally {
		await place.leave();
	}
}

async function load(place: Place, file: string, dryRun: boolean): Promise<Report> {
	const { networkId, companyId } = place;
	const hrImportId = await openImport(place, companyId, path.basename(file), null);
	const started = { networkId, hrImportId };
	await storePieces(place, hrImportId, fs.createReadStream(file));
	await readHrFile(started);
	const { status } = await hrImport(place, hrImportId);
	const rows = status === 'failed' ? [] : await allRowsToLookAt(started);
	if (status === 'read' && !dryRun) {
		const mayWrite = await inNetwork(place, (db) => startWriting(db, hrImportId));
		if (mayWrite) await writeHrRows(started);
	}
	const report = reportOn(await hrImport(place, hrImportId), rows, dryRun);
	if (dryRun) await dropImport(place, hrImportId);
	return report;
}

async function allRowsToLookAt(started: { networkId: string; hrImportId: string }): Promise<FoundRow[]> {
	const all: FoundRow[] = [];
	let page = await rowsToLookAt(started, started.hrImportId);
	while (page.length > 0) {
		all.push(...page);
		page = await rowsToLookAt(started, started.hrImportId, page.at(-1)!.rowNo);
	}
	return all;
}
