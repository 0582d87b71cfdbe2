import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { dropImport, hrImport, rowsToLookAt, type FoundRow } from '#people/hr-imports/hr-imports.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { openImport, storePieces } from '#people/hr-imports/receiving.server.ts';
import { pauseWriting, startWriting, writeHrRows } from '#people/hr-imports/writing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { placeOf, type Place, type Wish } from './import-place.ts';
import { answer } from './answering.ts';
import { showProgress } from './import-progress.ts';
import { inWords, report, type Brief } from './import-report.ts';

type Running = { networkId: string; hrImportId: string; signal: AbortSignal };
type Work = { isGoing: boolean };

/**
 * Loads an HR export (or, as a dry run, only says what loading it would do) and prints what was found. A dry
 * run leaves nothing behind, however it ends. Ctrl-C ends the work in the database too; rows that were
 * loaded by then stay, and the import waits at the desk.
 */
export async function importFile(url: string, file: string, wish: Wish): Promise<void> {
	if (!fs.existsSync(file)) throw new Error(`There is no file ${file}.`);
	process.env.PGAPPNAME = `okaeri-import-${process.pid}`;
	const place = await placeOf(url, wish);
	const stopped = new AbortController();
	const work: Work = { isGoing: true };
	const stop = () => {
		stopped.abort(new Error('Stopped.'));
		endStatements(url, work).catch((failure: Error) => console.error(failure.message));
	};
	process.once('SIGINT', stop);
	try {
		await runImport(place, file, wish, stopped.signal, work);
	} catch (failure) {
		if (!stopped.signal.aborted) throw failure;
		process.exitCode = 130;
		throw stopped.signal.reason;
	} finally {
		work.isGoing = false;
		process.off('SIGINT', stop);
		await place.leave();
	}
}

async function runImport(
	place: Place,
	file: string,
	wish: Wish,
	signal: AbortSignal,
	work: Work
): Promise<void> {
	const hrImportId = await openImport(place, place.companyId, path.basename(file), null);
	const running = { networkId: place.networkId, hrImportId, signal };
	const hideProgress = showProgress(running);
	let isDone = false;
	try {
		await storePieces(place, hrImportId, fs.createReadStream(file, { signal }));
		await readHrFile(running);
		const { status } = await hrImport(place, hrImportId);
		const rows = status === 'failed' ? [] : await rowsInBrief(running, wish.json ? Infinity : 40);
		if (status === 'read' && !wish.dryRun) await load(running, work);
		hideProgress();
		const found = report(await hrImport(place, hrImportId), rows, wish.dryRun);
		answer(inWords(found), found);
		if (status === 'failed') process.exitCode = 1;
		isDone = true;
	} finally {
		work.isGoing = false;
		hideProgress();
		if (wish.dryRun || !isDone) await dropImport(place, hrImportId);
	}
}

async function load(running: Running, work: Work): Promise<void> {
	if (!(await inNetwork(running, (db) => startWriting(db, running.hrImportId)))) return;
	try {
		await writeHrRows(running);
	} catch (failure) {
		work.isGoing = false;
		await pauseWriting(running);
		throw failure;
	}
}

/** The rows to look at, at most `most` of them, without their cells. */
async function rowsInBrief(where: Running, most: number): Promise<Brief[]> {
	const found: Brief[] = [];
	const brief = ({ rowNo, lineNo, verdict, findings }: FoundRow) => ({
		row: rowNo,
		line: lineNo,
		verdict,
		reasons: findings
	});
	let page = await rowsToLookAt(where, where.hrImportId);
	while (page.length > 0 && found.length < most) {
		found.push(...page.map(brief));
		page = await rowsToLookAt(where, where.hrImportId, page.at(-1)!.rowNo, 1000);
	}
	return found;
}

/** Cancels what this process runs in the database, statement after statement, as long as its work goes on. */
async function endStatements(url: string, work: Work): Promise<void> {
	const client = new pg.Client({ connectionString: url, application_name: 'okaeri-stop' });
	await client.connect();
	try {
		while (work.isGoing) {
			await client.query(
				'select pg_cancel_backend(pid) from pg_stat_activity where application_name = $1',
				[process.env.PGAPPNAME]
			);
			await new Promise((go) => setTimeout(go, 200));
		}
	} finally {
		await client.end();
	}
}
