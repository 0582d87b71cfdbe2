import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readWords } from '#people/departures/reading-words.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { loadFile, loadRead, readFile } from '#test/fixtures/hr-file.ts';
import { tidyNetwork } from '#access/keeping/tidying.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { differenceKinds, differencesOf, tickRows } from './differences.server.ts';
import { hrImport } from './hr-imports.server.ts';
import { leftByUndoing, undoHrRows, undoImport } from './undoing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
const header = '社員番号,姓,名,姓カナ,名カナ,メール,入社日,退職日,部署,役職,雇用形態,上司社員番号,退職理由\n';
const known =
	'k0,上野,課長,,,ueno@example.jp,2000/4/1,,営業部,課長,正社員,,\n' +
	'k1,森,亮,モリ,リョウ,mori.k1@example.jp,2010/4/1,2018/3/31,物流部,主任,正社員,,家業を継ぐため\n' +
	'k2,岡,実,,,,2011/4/1,,物流部,,,,\n' +
	'k3,谷,学,,,tani@example.jp,2011/4/1,2019/3/31,物流部,,,,給与・待遇\n';
const later =
	'k1,林,亮,ハヤシ,リョウ,hayashi@example.jp,2010/4/2,2018/4/30,営業部,係長,契約社員,n1,給与・待遇\n' +
	'k2,岡,実,オカ,ミノル,oka@example.jp,2011/4/1,2020/3/31,営業部,,,,残業が多く、家族との時間が取れなかった\n' +
	'k3,谷,学,,,tani@example.jp,2011/4/1,,物流部,,,,\n' +
	'k3,谷,学,,,tani@example.jp,2021/4/1,2022/3/31,研究部,,,,\n' +
	'n1,新田,一郎,,,nitta@example.jp,2001/4/1,2020/3/31,営業部,部長,正社員,n2,転勤が続き、親の介護と両立できなかった\n' +
	'n2,新見,二郎,,,niimi@example.jp,1999/4/1,,営業部,本部長,正社員,,\n' +
	'n2,新見,二郎,,,niimi@example.jp,1990/4/1,1998/3/31,営業部,,正社員,,\n';

beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
	await loadFile(hikari.network, hikari.parentId, header + known);
	await readWords(hikari.network);
});

/**
 * Every row of every table of the network; without the audit log, what imports keep of themselves, and how often
 * something was saved: that only ever grows, so that a page from before the undoing is refused.
 */
async function dump(): Promise<Record<string, string[]>> {
	await makeListAnew();
	const { rows: tables } = await own.owner.query(`
		select c.oid::regclass::text as name
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id'
		where c.relkind in ('r', 'p')
			and not c.relispartition
			and c.relnamespace::regnamespace::text in ('public', 'directory')
			and c.relname not in ('audit', 'audit_chain')
			and c.relname not like 'hr\\_import%'
		order by 1
	`);
	expect(tables.length).toBeGreaterThan(60);
	const all: Record<string, string[]> = {};
	for (const { name } of tables) {
		const { rows } = await own.owner.query(
			`select (to_jsonb(x) - 'revision')::text as line from ${name} x order by 1`
		);
		all[name] = rows.map(({ line }) => line);
	}
	return all;
}

/** The desk's list of people is made of all this afterwards. */
async function makeListAnew(): Promise<void> {
	await own.owner.query('begin');
	await own.owner.query(`select set_config('okaeri.network_id', $1, true)`, [hikari.network.networkId]);
	await own.owner.query('select directory.refresh_stale_rows(1000)');
	await own.owner.query('commit');
}

/** Loads the later file with every difference ticked. */
async function loadLater(rows = later) {
	const { hrImportId } = await readFile(hikari.network, hikari.parentId, header + rows);
	for (const { field } of await differenceKinds(hikari.network, hrImportId)) {
		const shown = (await differencesOf(hikari.hashimoto, hrImportId, field)).map(({ rowNo }) => rowNo);
		await tickRows(hikari.hashimoto, hrImportId, field, shown, shown);
	}
	await loadRead(hikari.network, hrImportId);
	await readWords(hikari.network);
	return hrImportId;
}

async function undo(hrImportId: string) {
	await undoImport(hikari.hashimoto, hrImportId);
	await undoHrRows({ networkId: hikari.network.networkId, hrImportId });
	return hrImport(hikari.network, hrImportId);
}

const left = async (hrImportId: string) =>
	(await leftByUndoing(hikari.network, hrImportId)).map(({ familyName, why }) => [familyName, why]);
const personOf = (number: string) => `(select person_id from employee_number where number = '${number}')`;

describe('undoing an import', () => {
	test('restores every table of the network byte for byte', async () => {
		const before = await dump();
		const hrImportId = await loadLater();
		const loaded = await dump();
		for (const table of [
			'person',
			'contact',
			'tenure',
			'departure',
			'departure_reason',
			'departure_word'
		])
			expect(loaded[table], table).not.toEqual(before[table]);
		expect(await undo(hrImportId)).toMatchObject({ status: 'undone' });
		expect(await dump()).toEqual(before);
		expect(await left(hrImportId)).toEqual([]);
		const { rows } = await own.owner.query('select count(*)::int as n from hr_import_trace');
		expect(rows).toEqual([{ n: 0 }]);
	});

	test('twice loaded and undone is as it was, too', async () => {
		const before = await dump();
		await undo(await loadLater());
		await undo(await loadLater());
		expect(await dump()).toEqual(before);
	});
});

describe('people on whom somebody acted since are left and named', () => {
	let hrImportId: string;
	beforeEach(async () => {
		hrImportId = await loadLater();
	});

	test('whoever was written to, mended or invited; and whoever leads them', async () => {
		await own.owner.query(`
			insert into mail (network_id, person_id, kind, address, subject)
			select network_id, person_id, 'x', 'x@example.jp', 'x' from employee_number where number = 'n1'
		`);
		await own.owner.query(`update contact set do_not_contact = true where person_id = ${personOf('k2')}`);
		const before = await dump();
		await undo(hrImportId);
		expect(await left(hrImportId)).toEqual(
			expect.arrayContaining([
				['新田', 'written_to'],
				['新見', 'named'],
				['岡', 'mended']
			])
		);
		const after = await dump();
		const { rows } = await own.owner.query(
			`select email, do_not_contact from contact where person_id = ${personOf('k2')}`
		);
		expect(rows).toEqual([{ email: 'oka@example.jp', do_not_contact: true }]);
		expect(after.person!.filter((line) => line.includes('森'))).toHaveLength(
			before.person!.filter((line) => line.includes('森')).length + 1
		);
		await own.owner.query(`delete from mail where kind = 'x'`);
	});
});

describe('from outside, and too late', () => {
	test('only the desk of the network undoes, for 24 hours', async () => {
		const { hrImportId } = await loadFile(
			hikari.network,
			hikari.parentId,
			`${header}z9,緑,明,,,,2010/4/1,,,,,,\n`
		);
		for (const outsider of [hikari.ishikawa, hikari.mori, hikari.nakamura])
			await expect(undoImport(outsider, hrImportId)).rejects.toThrow(Forbidden);
		await expect(undoImport(theirs.hashimoto, hrImportId)).rejects.toThrow(NotFound);
		await own.owner.query(
			`update hr_import set finished_at = now() - interval '25 hours' where hr_import_id = $1`,
			[hrImportId]
		);
		await expect(undoImport(hikari.hashimoto, hrImportId)).rejects.toThrow(NotFound);
		const again = await loadFile(
			hikari.network,
			hikari.parentId,
			`${header}z9,緑,朗,,,,2010/4/1,,,,,,\n`
		);
		await own.owner.query(
			`update hr_import set finished_at = now() - interval '25 hours' where hr_import_id = $1`,
			[again.hrImportId]
		);
		await tidyNetwork(hikari.network);
		const { rows } = await own.owner.query(
			'select count(*)::int as n from hr_import_trace where hr_import_id = $1',
			[again.hrImportId]
		);
		expect(rows).toEqual([{ n: 0 }]);
	});
});
