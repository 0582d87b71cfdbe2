import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rowOf, workbookOf } from '#test/fixtures/workbook.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { waitingFiles } from './folder.server.ts';
import { takeNightlyFiles } from './nightly.server.ts';

const watched = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-watched-'));
process.env.OKAERI_IMPORT_FOLDER = watched;
const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
const folder = path.join(watched, 'hikari');
beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
});
beforeEach(() => {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(path.join(folder, 'ひかりデジタル株式会社'), { recursive: true });
});
afterAll(() => fs.rmSync(watched, { recursive: true }));

/** Puts a file into the folder that was last written to so many seconds ago. */
function put(name: string, content: string | Buffer, secondsAgo = 300): void {
	const file = path.join(folder, name);
	fs.writeFileSync(file, content);
	const at = new Date(Date.now() - secondsAgo * 1000);
	fs.utimesSync(file, at, at);
}
const files = (where = '') => fs.readdirSync(path.join(folder, where)).sort();
const report = (name: string) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
const imports = async () => (await own.owner.query('select count(*)::int as n from hr_import')).rows[0].n;
const companyOf = async (number: string) =>
	(await own.owner.query('select company_id from employee_number where number = $1', [number])).rows[0]
		?.company_id;

const header = '社員番号,氏名,入社日,退職日,メール\n';
const leaver = `${header}N1,森 明,2011/4/1,2024/3/31,mori.n1@example.jp\n`;

test('a file is loaded and moved to done, with its report beside it', async () => {
	put('leavers.csv', `${leaver}N2,谷 学,,,\n`);
	await takeNightlyFiles(hikari.network);
	expect(await companyOf('N1')).toBe(hikari.parentId);
	expect(files()).toEqual(['done', 'ひかりデジタル株式会社']);
	expect(files('done')).toEqual(['leavers.csv', 'leavers.csv.report.json']);
	const told = report('done/leavers.csv.report.json');
	expect(told).toMatchObject({
		status: 'written',
		counts: { people: 1, refused: 1 },
		rows: [{ line: 3, verdict: 'refused', findings: ['no_start'] }]
	});
	expect(JSON.stringify(told)).not.toContain('mori');
});

test('the same file a second time does nothing, and overwrites nothing', async () => {
	put('leavers.csv', `${leaver}#1\n`);
	await takeNightlyFiles(hikari.network);
	const before = await imports();
	put('leavers.csv', `${leaver}#1\n`);
	await takeNightlyFiles(hikari.network);
	expect(await imports()).toBe(before);
	expect(files('done')).toEqual([
		'leavers-1.csv',
		'leavers-1.csv.report.json',
		'leavers.csv',
		'leavers.csv.report.json'
	]);
	expect(report('done/leavers-1.csv.report.json')).toMatchObject({ changed: 0 });
});

test('a file in a company’s folder is of that company, a workbook too', async () => {
	put(
		'ひかりデジタル株式会社/x.xlsx',
		workbookOf([
			{
				name: 'x',
				rows: rowOf(1, ['社員番号', '氏名', '入社日']) + rowOf(2, ['D1', '森 愛', '2011/4/1'])
			}
		])
	);
	await takeNightlyFiles(hikari.network);
	expect(await companyOf('D1')).toBe(hikari.digitalId);
	expect(files('ひかりデジタル株式会社')).toEqual(['done']);
});

test('what cannot be read is moved to failed and says why; an unknown company is said too', async () => {
	put('odd.csv', 'a,b\n1,2\n');
	fs.mkdirSync(path.join(folder, 'nobody'));
	put('nobody/x.csv', leaver);
	await takeNightlyFiles(hikari.network);
	expect(report('failed/odd.csv.report.json')).toMatchObject({
		status: 'failed',
		problem: 'columns_missing'
	});
	expect(report('nobody/failed/x.csv.report.json')).toMatchObject({ problem: 'no_company' });
});

test('a file that may still grow waits; links, hidden files and other kinds are never taken', async () => {
	put('growing.csv', leaver, 10);
	put('.hidden.csv', leaver);
	put('notes.md', 'x');
	fs.symlinkSync('/etc/passwd', path.join(folder, 'link.csv'));
	expect(await waitingFiles(folder)).toEqual([]);
	expect((await waitingFiles(folder, Date.now() + 180_000)).map(({ file }) => path.basename(file))).toEqual(
		['growing.csv']
	);
});

test('a member’s own address stays, and another network’s folder is not looked into', async () => {
	await own.owner.query(
		`insert into employee_number (network_id, company_id, number, person_id) values ($1, $2, 'NAK', $3)`,
		[hikari.network.networkId, hikari.parentId, hikari.nakamura.personId]
	);
	put('x.csv', `${header}NAK,中村 さくら,2011/4/1,2021/3/31,old@example.jp\n`);
	await takeNightlyFiles(theirs.network);
	expect(files()).toContain('x.csv');
	await takeNightlyFiles(hikari.network);
	expect(report('done/x.csv.report.json').differences).toEqual({ email: { all: 1, taken: 0 } });
	const { rows } = await own.owner.query('select email from contact where person_id = $1', [
		hikari.nakamura.personId
	]);
	expect(rows).toEqual([{ email: 'nakamura@hikari.example.jp' }]);
});
