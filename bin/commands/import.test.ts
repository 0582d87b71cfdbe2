import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-import-'));
const file = path.join(folder, 'leavers.csv');
beforeAll(async () => {
	await foundHikari(own.owner);
	const rows = Array.from(
		{ length: 8_000 },
		(_, at) => `n${at},森,亮${at},ryo${at}@example.jp,2010/4/1,2018/3/31\n`
	);
	fs.writeFileSync(file, `社員番号,姓,名,メール,入社日,退職日\n${rows.join('')}`);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const figure = async (query: string) => Number((await own.owner.query(query)).rows[0].n);

async function until(query: string, reached: (value: number) => boolean): Promise<void> {
	for (let waited = 0; waited < 60_000; waited += 50) {
		if (reached(await figure(query))) return;
		await new Promise((go) => setTimeout(go, 50));
	}
	throw new Error(`Not reached in time: ${query}`);
}

/** The command line, stopped with Ctrl-C as soon as `when` gives a figure over 0. */
async function stopped(when: string, ...options: string[]): Promise<number | null> {
	const root = path.resolve(import.meta.dirname, '../..');
	const command = spawn(process.execPath, ['bin/commands/okaeri.ts', 'import', file, ...options], {
		cwd: root,
		env: { ...process.env, DATABASE_URL: own.url, OKAERI_ROOT: root },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const gone = new Promise<number | null>((resolve) => command.once('exit', resolve));
	await until(when, (value) => value > 0);
	command.kill('SIGINT');
	return gone;
}

const running = `select count(*) as n from pg_stat_activity where application_name like 'okaeri-import-%'`;

test('a dry run that is stopped leaves nothing behind, in the database neither work nor rows', async () => {
	expect(await stopped('select coalesce(max(rows_read), 0) as n from hr_import', '--dry-run')).toBe(130);
	await until(running, (value) => value === 0);
	expect(await figure('select count(*) as n from hr_import')).toBe(0);
	expect(await figure('select count(*) as n from hr_import_row')).toBe(0);
}, 120_000);

test('loading that is stopped keeps what is loaded, and the import waits at the desk', async () => {
	expect(await stopped('select coalesce(max(rows_written), 0) as n from hr_import')).toBe(130);
	await until(running, (value) => value === 0);
	const { rows } = await own.owner.query('select status, rows_read, rows_written from hr_import');
	expect(rows).toMatchObject([{ status: 'read', rows_read: 8_000 }]);
	expect(rows[0].rows_written).toBeLessThan(8_000);
	expect(await figure(`select count(*) as n from employee_number where number like 'n%'`)).toBe(
		rows[0].rows_written
	);
}, 120_000);
