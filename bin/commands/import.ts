import fs from 'node:fs';
import pg from 'pg';
import { fields } from '#people/hr-imports/columns.ts';
import {
	dropImport,
	hrImport,
	rowsToLookAt,
	type FoundRow,
	type HrImport
} from '#people/hr-imports/hr-imports.server.ts';
import { readHrFile } from '#people/hr-imports/reading.server.ts';
import { openImport, storePieces } from '#people/hr-imports/receiving.server.ts';
import { refusals } from '#people/hr-imports/row.ts';
import { startWriting, writeHrRows } from '#people/hr-imports/writing.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';

type Wish = { dryRun: boolean; json: boolean; network: string | undefined; company: string | undefined };
type Place = { networkId: string; companyId: string; leave: () => Promise<void> };

/** Loads an HR export (or, as a dry run, only says what loading it would do) and prints what was found. */
export async function importFile(url: string, file: string, wish: Wish): Promise<void> {
	if (!fs.existsSync(file)) throw new Error(`There is no file ${file}.`);
	const place = await placeOf(url, wish);
	try {
		const hrImportId = await openImport(place, place.companyId, file.split(/[/\\]/).at(-1)!, null);
		const where = { networkId: place.networkId, hrImportId };
		await storePieces(place, hrImportId, fs.createReadStream(file));
		await readHrFile(where);
		const read = await hrImport(place, hrImportId);
		const rows = read.status === 'failed' ? [] : await allRows(where);
		if (
			read.status === 'read' &&
			!wish.dryRun &&
			(await inNetwork(place, (db) => startWriting(db, hrImportId)))
		)
			await writeHrRows(where);
		const answer = report(await hrImport(place, hrImportId), rows, wish.dryRun);
		if (wish.dryRun) await dropImport(place, hrImportId);
		console.log(wish.json ? JSON.stringify(answer, null, 2) : inWords(answer));
		if (read.status === 'failed') process.exitCode = 1;
	} finally {
		await place.leave();
	}
}

async function allRows(where: { networkId: string; hrImportId: string }): Promise<FoundRow[]> {
	const all: FoundRow[] = [];
	for (
		let page = await rowsToLookAt(where, where.hrImportId);
		page.length > 0;
		page = await rowsToLookAt(where, where.hrImportId, page.at(-1)!.rowNo)
	)
		all.push(...page);
	return all;
}

type Answer = ReturnType<typeof report>;

function report(read: HrImport, rows: FoundRow[], dryRun: boolean) {
	const columns = Object.fromEntries(
		fields.flatMap((field) =>
			read.columns[field] === undefined
				? []
				: [
						[
							field,
							{
								column: read.columns[field]! + 1,
								heading: read.headings?.[read.columns[field]!] ?? ''
							}
						]
					]
		)
	);
	const brief = (row: FoundRow) => ({ row: row.rowNo, line: row.lineNo, reasons: row.findings });
	const {
		people = 0,
		tenures = 0,
		leavers = 0,
		employed = 0,
		doubtful = 0,
		refused = 0,
		findings = {},
		effects = {},
		rows: all = 0
	} = read.counts;
	return {
		file: read.fileName,
		status: read.status,
		problem: read.problem,
		dryRun,
		encoding: read.encoding,
		separator: read.separator === '\t' ? 'tab' : read.separator,
		headerRow: read.headerRow,
		columns,
		counts: { rows: all, people, tenures, leavers, employed, doubtful, refused },
		effects,
		reasons: findings,
		doubtful: rows.filter((row) => row.verdict === 'doubtful').map(brief),
		refused: rows
			.filter((row) => row.verdict === 'refused')
			.map((row) => ({
				...brief(row),
				reasons: row.findings.filter((finding) => (refusals as readonly string[]).includes(finding))
			}))
	};
}

function inWords(answer: Answer): string {
	if (answer.status === 'failed') {
		const problems: Record<string, string> = {
			no_header: 'no header row with a name and a date of joining was found.',
			columns_missing: `the columns for a name and a date of joining were not both found (found: ${Object.values(
				answer.columns
			)
				.map((one) => one.heading)
				.join(', ')}).`,
			broken_table: 'a quotation mark is never closed, so that its rows cannot be told apart.'
		};
		return `${answer.file}: ${problems[answer.problem ?? ''] ?? 'it could not be read.'}`;
	}
	const { counts } = answer;
	return [
		`${answer.file}: ${answer.encoding}, separated by ${answer.separator}, header in line ${answer.headerRow}`,
		`  ${counts.rows} rows: ${counts.people} people (${counts.leavers} left, ${counts.employed} employed), ${counts.tenures} tenures`,
		`  ${counts.doubtful} rows to look at, ${counts.refused} refused`,
		...[...answer.doubtful, ...answer.refused]
			.slice(0, 40)
			.map((row) => `    line ${row.line}: ${row.reasons.join(', ')}`),
		answer.dryRun ? '  Dry run: nothing was changed.' : '  Loaded.'
	].join('\n');
}

async function placeOf(url: string, wish: Wish): Promise<Place> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { rows: networks } = await client.query(
			'select network_id from network where $1::text is null or slug = $1',
			[wish.network ?? null]
		);
		if (networks.length === 0 && wish.dryRun && !wish.network) return passing(url);
		if (networks.length === 0)
			throw new Error(
				wish.network
					? `There is no network ${wish.network}.`
					: 'There is no network yet. Make one: okaeri found NAME --steward EMAIL'
			);
		if (networks.length > 1) throw new Error('There are several networks. Say which: --network SLUG');
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [networks[0].network_id]);
		const { rows } = await client.query(
			'select company_id from company where network_id = $1 and ($2::text is null or $2 in (name_ja, name_en)) order by parent_id nulls first, company_id',
			[networks[0].network_id, wish.company ?? null]
		);
		if (!rows[0]) throw new Error(`There is no company ${wish.company}.`);
		return {
			networkId: networks[0].network_id,
			companyId: rows[0].company_id,
			leave: async () => undefined
		};
	} finally {
		await client.end();
	}
}

/** A dry run where no network is: one is made for it and taken away again. */
async function passing(url: string): Promise<Place> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query(`select new_id() as network, new_id() as company`);
	const { network, company } = rows[0];
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [network]);
	await client.query(
		`insert into network (network_id, slug, name_ja, name_en) values ($1, 'dry-run', 'Dry run', 'Dry run')`,
		[network]
	);
	await client.query(
		`insert into company (network_id, company_id, name_ja, name_en) values ($1, $2, 'Dry run', 'Dry run')`,
		[network, company]
	);
	const leave = async () => {
		await client.query('delete from hr_import where network_id = $1', [network]);
		await client.query('delete from company where network_id = $1', [network]);
		await client.query('delete from network where network_id = $1', [network]);
		await client.end();
	};
	return { networkId: network, companyId: company, leave };
}
