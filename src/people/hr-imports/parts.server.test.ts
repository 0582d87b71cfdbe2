import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { loadFile, readFile } from '#test/fixtures/hr-file.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { hrImport } from './hr-imports.server.ts';
import { readHrFile } from './reading.server.ts';
import { openImport, storePieces } from './receiving.server.ts';
import { pauseWriting, startWriting, writeHrRows } from './writing.server.ts';

const own = useOwnDatabase();
let whole: Hikari;
let broken: Hikari;
let paused: Hikari;

/** 1,000 people in parts of 500 rows; 300 of them have a second tenure two parts below the first. Managers stand late. */
const header = '社員番号,姓,名,メール,入社日,退職日,部署,上司社員番号,退職理由\n';
const line = (at: number) => {
	const who = at % 1000;
	const days = at < 1000 ? '2001/4/1,2009/3/31' : '2011/4/1,2019/3/31';
	return `t${who},森,亮${who},t${who}@example.jp,${days},物流部,t${999 - (at % 6)},理由${at}\n`;
};
const file = header + Array.from({ length: 1300 }, (_, at) => line(at)).join('');

/** All that a file wrote, by what it tells and not by ids. */
async function writtenIn({ network }: Hikari) {
	const { rows } = await own.owner.query(
		`select
			n.number, p.given_name, c.email, t.started_on::text, t.ended_on::text,
			m.number as manager, d.is_latest, w.words
		from employee_number n
		join person p using (network_id, person_id)
		join contact c using (network_id, person_id)
		join tenure t using (network_id, person_id)
		join departure d using (network_id, tenure_id)
		join departure_word w using (network_id, tenure_id)
		left join employee_number m on m.network_id = n.network_id
			and m.person_id = t.manager_id
		where n.network_id = $1
			and n.number ~ '^t[0-9]+$'
		order by n.number, t.started_on`,
		[network.networkId]
	);
	return rows;
}

async function startedIn({ network, parentId }: Hikari) {
	const { hrImportId } = await readFile(network, parentId, file);
	await inNetwork(network, (db) => startWriting(db, hrImportId));
	return { networkId: network.networkId, hrImportId };
}

beforeAll(async () => {
	whole = await foundHikari(own.owner);
	broken = await foundHikari(own.owner, 'broken');
	paused = await foundHikari(own.owner, 'paused');
	await loadFile(whole.network, whole.parentId, file);
});

describe('an import in parts', () => {
	test('writes each person with all rows, their managers and their last departure', async () => {
		const rows = await writtenIn(whole);
		expect(rows).toHaveLength(1300);
		expect(rows.every(({ manager, number }) => manager !== null || Number(number.slice(1)) >= 994)).toBe(
			true
		);
		expect(rows.filter(({ is_latest }) => is_latest)).toHaveLength(1000);
		expect(rows.filter(({ number }) => number === 't0')).toMatchObject([
			{ started_on: '2001-04-01', is_latest: false, words: '理由0' },
			{ started_on: '2011-04-01', is_latest: true, words: '理由1000' }
		]);
	});

	test('that breaks in the middle goes on exactly there, also with two runs at once', async () => {
		const job = await startedIn(broken);
		await own.owner.query(`
			create function break_off() returns trigger language plpgsql as $$
			begin
				if new.words = '理由777' then raise exception 'broken off'; end if;
				return new;
			end $$;
			create trigger break_off before insert on departure_word for each row execute function break_off()
		`);
		await expect(writeHrRows(job)).rejects.toThrow('broken off');
		const { rowsWritten, status } = await hrImport(broken.network, job.hrImportId);
		expect(status).toBe('writing');
		expect(rowsWritten).toBeLessThan(1300);
		expect(rowsWritten).toBeGreaterThanOrEqual(500);
		const before = (await writtenIn(broken)).length;
		expect(before).toBeLessThan(1300);
		expect(before).toBeGreaterThanOrEqual(500);
		await own.owner.query('drop trigger break_off on departure_word');

		await Promise.all([writeHrRows(job), writeHrRows(job)]);
		expect(await hrImport(broken.network, job.hrImportId)).toMatchObject({
			status: 'written',
			rowsWritten: 1300
		});
		expect(await writtenIn(broken)).toEqual(await writtenIn(whole));
		await writeHrRows(job);
		expect((await writtenIn(broken)).length).toBe(1300);
	});

	test('that is paused waits at the desk with what is written, and goes on', async () => {
		const job = await startedIn(paused);
		const stopped = new AbortController();
		stopped.abort(new Error('Stopped.'));
		await expect(writeHrRows({ ...job, signal: stopped.signal })).rejects.toThrow('Stopped.');
		await pauseWriting(job);
		await writeHrRows(job);
		const found = await hrImport(paused.network, job.hrImportId);
		expect(found.status).toBe('read');
		expect(found.rowsWritten).toBeLessThan(1300);
		await inNetwork(paused.network, (db) => startWriting(db, job.hrImportId));
		await writeHrRows(job);
		expect(await writtenIn(paused)).toEqual(await writtenIn(whole));
	});
});

describe('two runs that read one file', () => {
	test('give its rows once; the cells are kept of those to look at', async () => {
		const { networkId } = whole.network;
		const hrImportId = await openImport(whole.network, whole.parentId, 'twice.csv', null);
		const odd = 'u1,森,亮,森(at)example,2001/4/1,2009/3/31,,,\n';
		await storePieces(whole.network, hrImportId, Readable.from([Buffer.from(file + odd)]));
		await Promise.all([readHrFile({ networkId, hrImportId }), readHrFile({ networkId, hrImportId })]);
		const { rows } = await own.owner.query(
			`select count(*)::int as n, count(*) filter (where cells <> '{}')::int as kept
			from hr_import_row
			where hr_import_id = $1`,
			[hrImportId]
		);
		expect(rows).toEqual([{ n: 1301, kept: 1 }]);
		expect((await hrImport(whole.network, hrImportId)).counts).toMatchObject({
			effects: { same: 1300, new_person: 1 }
		});
	});
});
