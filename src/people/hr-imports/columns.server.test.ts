import { beforeAll, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { loadFile, readFile } from '#test/fixtures/hr-file.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { columnsNotTaken, withColumns } from './columns.ts';
import { setColumns } from './columns.server.ts';
import { differenceKinds } from './differences.server.ts';
import { hrImport, hrImports } from './hr-imports.server.ts';
import { readHrFile } from './reading.server.ts';
import { stateOf } from './state.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
});

const read = (content: string, network = hikari) => readFile(network.network, network.parentId, content);
async function readAs(content: string, columns: Parameters<typeof setColumns>[2]) {
	const { hrImportId } = await read(content);
	await setColumns(hikari.hashimoto, hrImportId, columns);
	await readHrFile({ networkId: hikari.network.networkId, hrImportId });
	return hrImport(hikari.network, hrImportId);
}

describe('columns that were not recognised', () => {
	test('are named with their first values', async () => {
		const found = await read(
			'氏名,入社日,血液型,X\n森 亮,2010/4/1,A,\n森 愛,2010/4/1,A,\n森 健,2010/4/1,B,\n'
		);
		expect(columnsNotTaken(found.headings!, found.columns)).toEqual([
			{ column: 3, heading: '血液型' },
			{ column: 4, heading: 'X' }
		]);
		expect(found.samples.slice(2)).toEqual([['A', 'B'], []]);
	});

	test('a file with none of the headings that we know can be explained, and the next one is read so', async () => {
		const rows = '7001,東山 亮,2010/4/1\n';
		const found = await read(`ア,イ,ウ\n${rows}`);
		expect(found).toMatchObject({
			status: 'failed',
			problem: 'columns_missing',
			headings: ['ア', 'イ', 'ウ'],
			samples: [['7001'], ['東山 亮'], ['2010/4/1']]
		});
		const listed = (await hrImports(hikari.hashimoto)).find(
			({ hrImportId }) => hrImportId === found.hrImportId
		);
		expect([stateOf(listed!).name(), stateOf(listed!).tone]).toEqual(['列の確認待ち', 'warm']);
		const again = await readAs(`ア,イ,ウ\n${rows}`, { number: 0, name: 1, started_on: 2 });
		expect(again).toMatchObject({ status: 'read', counts: { people: 1 } });
		expect(await read('題名\nア,イ,ウ\n7002,東山 愛,2011/4/1\n7003,東山 健,2011/4/1\n')).toMatchObject({
			status: 'read',
			headerRow: 2,
			columns: { number: 0, name: 1, started_on: 2 },
			counts: { people: 2 }
		});
		expect(await read(`ア,イ,ウ\n${rows}`, theirs)).toMatchObject({ problem: 'columns_missing' });
	});

	test('what a reading with one more column adds is counted', async () => {
		const content = '社員番号,氏名,入社日,れんらく,ぶしょ\n8001,西 亮,2010/4/1,nishi@example.jp,物流部\n';
		await loadFile(hikari.network, hikari.parentId, content);
		const found = await readAs(content, { number: 0, name: 1, started_on: 2, email: 3, department: 4 });
		expect(found.counts).toMatchObject({ effects: { changed: 1 }, differences: 2 });
		expect(
			(await differenceKinds(hikari.network, found.hrImportId)).map(({ field, examples: [row] }) => [
				field,
				row!.before,
				row!.after
			])
		).toEqual([
			['email', null, 'nishi@example.jp'],
			['department', '', '物流部']
		]);
	});

	test('a name in one cell replaces a name in two', () => {
		expect(withColumns({ family_name: 0, given_name: 1, started_on: 2 }, [['name', 3]])).toEqual({
			given_name: 1,
			started_on: 2,
			name: 3
		});
	});
});

describe('from outside', () => {
	test('only the desk of the network says what a column is, and only columns that are there', async () => {
		const { hrImportId } = await read('氏名,入社日\n森 亮,2010/4/1\n');
		const columns = { name: 0, started_on: 1 };
		await expect(setColumns(hikari.ishikawa, hrImportId, columns)).rejects.toThrow(Forbidden);
		await expect(setColumns(theirs.hashimoto, hrImportId, columns)).rejects.toThrow(Invalid);
		await expect(setColumns(hikari.hashimoto, hrImportId, { ...columns, email: 2 })).rejects.toThrow(
			Invalid
		);
		await loadFile(hikari.network, hikari.parentId, '氏名,入社日\n森 新,2010/4/1\n');
		const loaded = await loadFile(hikari.network, hikari.parentId, '氏名,入社日\n森 新,2010/4/1\n');
		await expect(setColumns(hikari.hashimoto, loaded.hrImportId, columns)).rejects.toThrow(NotFound);
	});
});
