import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { loadRows } from '#people/hr-imports/writing.server.ts';
import { receiveHrFile } from '#people/hr-imports/receiving.server.ts';
import { draftChange } from '#telling/changes/changes.server.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let worker: ChildProcess | undefined;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});
afterEach(() => void worker?.kill('SIGKILL'));

/** A worker process of the product, as `npm start` runs it. */
function startWorker(): void {
	worker = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../src/worker.ts')], {
		env: { ...process.env, DATABASE_URL: own.url },
		stdio: 'ignore'
	});
}

async function killWorker(): Promise<void> {
	const gone = new Promise((resolve) => worker!.once('exit', resolve));
	worker!.kill('SIGKILL');
	await gone;
}

const figure = async (query: string) =>
	Number(Object.values((await own.owner.query(query)).rows[0] as Record<string, unknown>)[0]);

async function until(query: string, reached: (value: number) => boolean): Promise<number> {
	for (let waited = 0; waited < 90_000; waited += 50) {
		const value = await figure(query);
		if (reached(value)) return value;
		await new Promise((go) => setTimeout(go, 50));
	}
	throw new Error(`Not reached in time: ${query}`);
}

const people = 20_000;

/** An HR export of many people who left over transfers, in pieces of 1,000 rows. */
async function* bigFile() {
	yield Buffer.from('社員番号,姓,名,メール,入社日,退職日,部署,退職理由\n');
	for (let at = 0; at < people; at += 1000)
		yield Buffer.from(Array.from({ length: 1000 }, (_, row) => rowOf(at + row)).join(''));
}

const rowOf = (n: number) => `k${n},森,亮${n},ryo${n}@example.jp,2010/4/1,2018/3/31,物流部,転勤・勤務地\n`;

/** How many rows of the file became the tenure, or the counted departure, of someone. */
const tenuresOfFile = `
	select count(*)
	from tenure t
	join employee_number n using (network_id, person_id)
	where n.number like 'k%'`;
const departuresOfFile = `
	select count(*)
	from departure d
	join employee_number n using (network_id, person_id)
	where n.number like 'k%'
		and d.is_latest
		and d.counting_view = 'stated'`;

test(
	'a worker killed while reading, and again while writing an import: another goes on, nothing is lost and nothing comes twice',
	{ timeout: 240_000 },
	async () => {
		const hrImportId = await receiveHrFile(hikari.hashimoto, hikari.parentId, 'big.csv', bigFile());
		startWorker();
		const progress = `select rows_read from hr_import where hr_import_id = '${hrImportId}'`;
		const killedAt = await until(progress, (rows) => rows >= 2000);
		expect(killedAt).toBeLessThan(people);
		await killWorker();

		startWorker();
		await until(`select count(*) from hr_import where status = 'read'`, (n) => n === 1);
		expect(await figure('select count(*) from hr_import_row')).toBe(people);
		expect(await figure(`select counts->>'people' from hr_import`)).toBe(people);

		const before = await figure('select count(*) from person');
		await loadRows(hikari.hashimoto, hrImportId);
		const written = await until('select rows_written from hr_import', (rows) => rows >= 5000);
		await killWorker();
		expect(written, 'it was killed in the middle').toBeLessThan(people);
		expect(await figure(`select count(*) from hr_import where status = 'written'`)).toBe(0);

		startWorker();
		await until(`select count(*) from hr_import where status = 'written'`, (n) => n === 1);
		expect((await figure('select count(*) from person')) - before).toBe(people);
		expect(await figure(tenuresOfFile)).toBe(people);
		expect(await figure(departuresOfFile)).toBe(people);
		await killWorker();
	}
);

/** 2,000 people of the file become members who agree to mails about returning. */
async function joinFromFile(): Promise<void> {
	await own.owner.query(`
		insert into auth.account_holder (id, name, email)
		select n.person_id, 'x', n.number || '@accounts.example.jp'
		from employee_number n
		where n.number like 'k%'
		order by n.number
		limit 2000
	`);
	await own.owner.query(`
		insert into membership (network_id, person_id, account_id, roles)
		select n.network_id, n.person_id, n.person_id, '{alumnus}'
		from employee_number n
		join auth.account_holder a on a.id = n.person_id
	`);
	await own.owner.query(`
		insert into consent (network_id, person_id, purpose, wording)
		select mb.network_id, mb.person_id, purpose, 'x'
		from membership mb
		join auth.account_holder a on a.id = mb.person_id
		cross join unnest(array['network', 'return_mail']) purpose
	`);
	await own.owner.query(`
		update contact set basis = 'joined', basis_on = network_today()
		where basis is null
	`);
	await own.owner.query('analyze');
}

const concernedByTransfers = `
	select count(*)
	from membership mb
	join departure d using (network_id, person_id)
	join departure_reason r using (network_id, tenure_id)
	where 'alumnus' = any (mb.roles)
		and r.code = 'relocation'`;

/** A change that answers transfers, published. */
async function publishAnswer(): Promise<void> {
	const changeId = await draftChange(hikari.hashimoto, {
		language: 'ja',
		title: '転勤のない道',
		thenWords: '…',
		nowWords: '…',
		since: '2026-10-01',
		forWhom: '',
		companyId: null,
		reasons: ['relocation'],
		voiceName: '',
		voiceTitle: '',
		voiceWords: '',
		employments: [],
		parts: []
	});
	await publishAtOnce(hikari.hashimoto, changeId, 1);
}

test(
	'a worker killed in the middle of a matching: everyone is matched once and mailed once',
	{ timeout: 240_000 },
	async () => {
		await joinFromFile();
		const concerned = await figure(concernedByTransfers);
		expect(concerned).toBeGreaterThan(2000);

		await publishAnswer();
		startWorker();
		await until('select count(*) from match', (n) => n > 0);
		await killWorker();
		startWorker();
		const mailed = await until(`select count(*) from mail where kind = 'match'`, (n) => n >= 200);
		await killWorker();
		expect(mailed, 'it was killed in the middle').toBeLessThan(concerned);

		startWorker();
		await until(`select count(*) from mail where kind = 'match'`, (n) => n >= concerned);
		await until(`select count(*) from match where mail_written_at is null`, (n) => n === 0);
		await killWorker();
		expect(await figure('select count(*) from match')).toBe(concerned);
		expect(await figure(`select count(*) from mail where kind = 'match'`)).toBe(concerned);
		expect(await figure(`select count(distinct person_id) from mail where kind = 'match'`)).toBe(
			concerned
		);
		expect(await figure(`select count(*) from mail where touch_kind = 'told'`)).toBe(concerned);
		expect(await figure(`select people_matched from change`)).toBe(concerned);
	}
);
