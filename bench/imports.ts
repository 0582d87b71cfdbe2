import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { openImport, storePieces } from '#people/hr-imports/receiving.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { startWriting, writeHrRows } from '#people/hr-imports/writing.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { departments, families, givens } from '../demo/words.ts';
import type { Measured } from './measured.ts';
import { foundNetwork, withoutTriggers } from './network.ts';
import { withClient, type Server } from './server.ts';

const headings = '社員番号,姓,名,メール,入社日,退職日,部署,役職,雇用形態,上司社員番号,退職理由';
const reasons = ['家族の転勤', '育児のため', '新しい仕事に挑戦したい', '介護', '働き方が合わなかった', ''];
const rowsAPiece = 5000;

/** Milliseconds of each step, and the bytes of memory that importing took over idle. */
type Run = { stored: number; read: number; written: number; memory: number };

/**
 * Imports an HR file of so many rows into an empty network: stores, reads and checks it, and writes its people. Beside
 * it, PostgreSQL copies the same file into a table of its columns, with an index on each of what rows are found by; and
 * what was written is copied once more into the tables themselves, which shows what their keys and indexes cost. Without
 * the list, nothing keeps the desk's list of people.
 */
export async function measureImport(
	{ url, dataDir }: Server,
	rows: number,
	withoutList: boolean
): Promise<Measured[]> {
	const file = path.join(dataDir, 'leavers.csv');
	writeFile(file, rows);
	return withClient(url, async (client) => {
		if (withoutList) await client.query(dropListTriggers);
		const copied = await copyFile(client, file);
		const { networkId, companyId } = await foundNetwork(client, 'imports');
		const run = await importFile({ networkId }, companyId, file);
		const { rows: counted } = await client.query('select count(*)::int as n from departure');
		if (counted[0].n !== rows) throw new Error(`${counted[0].n} of ${rows} departures were written`);
		const floor = await copyAgain(client, dataDir);
		return figures(rows, copied, floor, run);
	});
}

function writeFile(file: string, rows: number): void {
	fs.writeFileSync(file, `${headings}\r\n`);
	for (let from = 0; from < rows; from += rowsAPiece) {
		const size = Math.min(rowsAPiece, rows - from);
		fs.appendFileSync(file, Array.from({ length: size }, (_, at) => line(from + at)).join(''));
	}
	fs.chmodSync(file, 0o644); // PostgreSQL may run as another user
}

function line(at: number): string {
	const of = <T>(list: readonly T[], step: number) => list[Math.floor(at / step) % list.length]!;
	const [began, ended] = [1990 + (at % 20), 2011 + (at % 14)];
	const led = at % 40 === 0 ? '' : `E${at - (at % 40)}`;
	const kind = at % 7 ? '正社員' : '契約社員';
	const who = `E${at},${of(families, 1)[0]},${of(givens, 97)[0]},leaver${at}@example.jp`;
	const stay = `${began}/4/1,${ended}/3/31,${of(departments, 3)},主任,${kind},${led}`;
	return `${who},${stay},${of(reasons, 5)}\r\n`;
}

async function copyFile(client: pg.Client, file: string): Promise<number> {
	await client.query(
		`create table copied (
			number text primary key, family text, given text, email text,
			began date, ended date, department text, title text, kind text, led_by text, reason text
		)`
	);
	await client.query('create index on copied (email)');
	await client.query('create index on copied (led_by)');
	const time = await timeOf(() => client.query(`copy copied from '${file}' with (format csv, header)`));
	await client.query('drop table copied');
	return time;
}

/** The tables that an import writes, each after those that it refers to. */
const written = [
	'person',
	'employee_number',
	'contact',
	'tenure',
	'departure',
	'departure_word',
	'departure_reason'
];

/** Nothing keeps the desk's list of people any more: what that costs an import is seen beside a run with it. */
const dropListTriggers = `
	do $$
	declare kept record;
	begin
		for kept in
			select tgname, tgrelid::regclass as at
			from pg_trigger
			where tgname like 'row_follows%'
		loop
			execute format('drop trigger %I on %s', kept.tgname, kept.at);
		end loop;
	end $$
`;

/** Copies what the import wrote out of its tables, empties them, and copies it in again: keys, indexes and triggers on. */
async function copyAgain(client: pg.Client, dataDir: string): Promise<number> {
	const folder = path.join(dataDir, 'written');
	fs.mkdirSync(folder);
	fs.chmodSync(folder, 0o777); // PostgreSQL may run as another user
	for (const table of written) await client.query(`copy ${table} to '${folder}/${table}'`);
	await withoutTriggers(client, async () => {
		for (const table of written) await client.query(`delete from ${table}`);
	});
	for (const table of written) await client.query(`vacuum analyze ${table}`);
	return timeOf(async () => {
		for (const table of written) await client.query(`copy ${table} from '${folder}/${table}'`);
	});
}

async function importFile(where: InNetwork, companyId: string, file: string): Promise<Run> {
	const hrImportId = await openImport(where, companyId, 'leavers.csv', null);
	const job = { ...where, hrImportId };
	const memory = watchMemory();
	const stored = await timeOf(() => storePieces(where, hrImportId, fs.createReadStream(file)));
	const read = await timeOf(() => readHrFile(job));
	await inNetwork(where, (db) => startWriting(db, hrImportId));
	const written = await timeOf(() => writeHrRows(job));
	return { stored, read, written, memory: memory.end() };
}

/** Looks ten times a second how much memory the process has. `end` gives the most of it over what it had first. */
function watchMemory(): { end: () => number } {
	const idle = process.memoryUsage.rss();
	let most = idle;
	const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 100);
	return {
		end: () => {
			clearInterval(timer);
			return most - idle;
		}
	};
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

function figures(rows: number, copied: number, floor: number, run: Run): Measured[] {
	const { stored, read, memory } = run;
	const seconds = (time: number) => `${(time / 1000).toFixed(1)} s`;
	const whole = stored + read + run.written;
	const steps = `stored ${seconds(stored)}, read ${seconds(read)}, written ${seconds(run.written)}`;
	return [
		{
			what: `Importing ${rows} rows of an HR file (${steps}) against COPY`,
			budget: '≥ 0.3 × its rows/s',
			measured: `${(copied / whole).toFixed(3)} × (${seconds(whole)}, COPY ${seconds(copied)})`,
			kept: copied / whole >= 0.3
		},
		{
			what: 'The same against COPY of what it writes, into its tables with their keys and indexes',
			budget: '(the floor)',
			measured: `${(floor / whole).toFixed(3)} × (COPY ${seconds(floor)})`,
			kept: true
		},
		{
			what: 'Its memory over idle',
			budget: '≤ 200 MB',
			measured: `${(memory / 1e6).toFixed(0)} MB`,
			kept: memory <= 200e6
		}
	];
}
