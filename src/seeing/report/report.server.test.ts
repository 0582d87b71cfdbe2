import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { Forbidden, Invalid } from '#platform/http/failures.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { countOverview } from '#seeing/overview/tasks.server.ts';
import { publishFigures } from '#seeing/published/tasks.server.ts';
import { rollUpQuadrants } from '#seeing/quadrants/tasks.server.ts';
import { rollUpReach } from '#seeing/reach/tasks.server.ts';
import { streamOf } from '#seeing/tables/writing.server.ts';
import { rollUpUnlocks } from '#seeing/unlock-board/tasks.server.ts';
import { generateNetwork } from '#test/fixtures/generated-network.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { linesOf } from './lines.server.ts';
import { printed, printer } from './pdf.server.ts';
import { chooseReaders, reportReaders } from './readers.server.ts';
import { isSendingDay, type Report } from './report.ts';
import { reportFor } from './reports.server.ts';
import { isSentToSomebody, sendDueReport, sendReportNow } from './sending.server.ts';
import { sheetOf } from './sheet.ts';

// This file prints, with the Chromium that the machine has.
delete process.env.CHROMIUM_PATH;
const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;

beforeAll(async () => {
	other = await foundHikari(own.owner, 'other');
	hikari = await foundHikari(own.owner);
	await generateNetwork(own.owner, hikari, 120);
	await own.owner.query('update network set quiet_from = $1, quiet_until = $1', ['03:00']);
	for (const rollUp of [rollUpQuadrants, rollUpUnlocks, countOverview, rollUpReach, publishFigures])
		await rollUp(hikari.network);
});

const inJapanese = { locale: 'ja', timeZone: 'Asia/Tokyo' } as const;
const inEnglish = { locale: 'en', timeZone: 'Asia/Tokyo' } as const;

/** Every figure about people in a report. */
function figuresOf({ members, quadrants, active, rehired, told, holdingBack }: Report) {
	return [
		members.now,
		members.before,
		active,
		rehired,
		...quadrants.flatMap(({ now, before }) => [now, before]),
		...told.flatMap((thing) => [thing.told, thing.read, thing.talked]),
		...holdingBack.flatMap((reason) => [reason.people, reason.wouldReturn, reason.waiting])
	];
}

test('every figure about people is rounded or not shown, and is what management reads on the boards', async () => {
	const { report } = await reportFor(hikari.hashimoto);
	const shown = figuresOf(report).filter((figure) => figure !== null);
	expect(shown.length).toBeGreaterThan(5);
	for (const figure of shown) expect(figure % 5).toBe(0);
	expect((await reportFor(hikari.ishikawa)).report).toEqual(report);
	const { rows } = await own.owner.query(
		`select shown from published_figure
		where network_id = $1 and board = 'quadrants' and row_key = 'all' and column_key = 'all'`,
		[hikari.network.networkId]
	);
	expect(report.members.now).toBe(rows[0]?.shown ?? null);
	const { rows: came } = await own.owner.query(
		`select shown from published_figure
		where network_id = $1 and board = 'rehired_in' and row_key = 'all' and column_key = 'all'`,
		[hikari.network.networkId]
	);
	expect(report.rehired).toBe(came[0]?.shown ?? null);
	for (const { code } of report.holdingBack)
		expect(['harassment', 'health', 'study', 'other']).not.toContain(code);
});

test('it is a page in both languages, and a workbook', async () => {
	const { report } = await reportFor(hikari.ishikawa);
	for (const reader of [inJapanese, inEnglish]) {
		const html = asReader(reader, () => sheetOf(report, '<輪>'));
		expect(html).toContain(`<html lang="${reader.locale}">`);
		expect(html).toContain('&lt;輪&gt;');
		const file = await buffer(asReader(reader, () => streamOf('xlsx', linesOf(report))));
		expect(file.subarray(0, 2).toString()).toBe('PK');
	}
});

test.runIf(printer())(
	'it is printed on one page',
	async () => {
		const { report } = await reportFor(hikari.ishikawa);
		const told = Array.from({ length: 6 }, () => ({
			kind: 'letter' as const,
			title: '長い題名'.repeat(12),
			language: 'ja',
			told: 100,
			read: 50,
			talked: 5
		}));
		for (const reader of [inJapanese, inEnglish]) {
			const html = asReader(reader, () => sheetOf({ ...report, told, toldInMonth: 9 }, 'ひかりの輪'));
			const pdf = (await printed(printer()!, html)).toString('latin1');
			expect(pdf.startsWith('%PDF-')).toBe(true);
			expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), reader.locale).toHaveLength(1);
		}
	},
	90_000
);

const mails = async () =>
	(await own.owner.query(`select address, subject from mail where kind = 'report' order by address`))
		.rows as {
		address: string;
		subject: string;
	}[];

test('it goes to whom the desk chose and who may read it, once by itself, and again when it is asked for', async () => {
	await expect(sendReportNow(hikari.hashimoto)).rejects.toThrow(Invalid);
	await sendDueReport(hikari.network);
	expect(await mails()).toEqual([]);
	expect(await isSentToSomebody(hikari.ishikawa), 'management is not told that it goes out').toBe(false);
	const readers = await reportReaders(hikari.hashimoto);
	expect(readers.map(({ personId }) => personId).toSorted()).toEqual(
		[hikari.hashimoto.personId, hikari.ishikawa.personId].toSorted()
	);
	const chosen = [hikari.ishikawa, hikari.mori, hikari.nakamura, other.ishikawa];
	await chooseReaders(
		hikari.hashimoto,
		chosen.map(({ personId }) => personId)
	);
	await own.owner.query(`update person set locale = 'en' where person_id = $1`, [hikari.ishikawa.personId]);
	expect(await isSentToSomebody(hikari.ishikawa)).toBe(true);
	expect(await sendReportNow(hikari.hashimoto)).toBe(1);
	const [mail, ...more] = await mails();
	expect(more).toEqual([]);
	expect(mail).toMatchObject({
		address: 'ishikawa@hikari.example.jp',
		subject: expect.stringContaining('Hikari Circle')
	});
	const { report, sentAt } = await reportFor(hikari.ishikawa);
	expect(sentAt).not.toBeNull();
	await own.owner.query('delete from published_figure where network_id = $1', [hikari.network.networkId]);
	expect((await reportFor(hikari.ishikawa)).report, 'what was sent stays as it was').toEqual(report);
	await sendDueReport(hikari.network);
	expect(await mails(), 'by itself it is sent once').toHaveLength(1);
});

test('by itself it is sent in the first days of a month', async () => {
	await own.owner.query('delete from monthly_report');
	await own.owner.query('delete from mail');
	await own.owner.query(`
		update contact
		set quiet_from = (now() - interval '1 hour') at time zone 'Asia/Tokyo',
			quiet_until = (now() + interval '1 hour') at time zone 'Asia/Tokyo'`);
	await sendDueReport(hikari.network);
	const { rows } = await own.owner.query(`select (now() at time zone 'Asia/Tokyo')::date::text as day`);
	const { rows: sent } = await own.owner.query(
		`select not_before > now() as waits from mail where kind = 'report'`
	);
	expect(sent, 'after the reader’s quiet hours').toEqual(
		isSendingDay(rows[0].day) ? [{ waits: true }] : []
	);
});

test('alumni and employees read nothing of it, and management sends nothing', async () => {
	for (const actor of [hikari.nakamura, hikari.mori]) {
		await expect(reportFor(actor)).rejects.toThrow(Forbidden);
		await expect(isSentToSomebody(actor)).rejects.toThrow(Forbidden);
	}
	for (const actor of [hikari.ishikawa, hikari.nakamura]) {
		await expect(sendReportNow(actor)).rejects.toThrow(Forbidden);
		await expect(chooseReaders(actor, [])).rejects.toThrow(Forbidden);
		await expect(reportReaders(actor)).rejects.toThrow(Forbidden);
	}
});
