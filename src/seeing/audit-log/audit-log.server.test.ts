import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { auditLines, linesAtOnce } from './audit-log.server.ts';
import { exportAudit, type Format } from './exporting.server.ts';
import { filterOf } from './filter.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let admin: Actor;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	admin = { ...hikari.ishikawa, roles: ['admin'] };
	const { hashimoto, mori, nakamura } = hikari;
	await inNetwork(hikari.network, async (db) => {
		await writeAudit(db, hashimoto, 'person.see', nakamura.personId);
		await writeAudit(db, hashimoto, 'reasons.read', nakamura.personId);
		await writeAudit(db, mori, 'me.name', mori.personId, { why: '=1+1' });
		await writeAudit(db, hashimoto, 'api.listPeople', undefined, { token: 'x' });
	});
});

const numbers = async (query: string) =>
	(await auditLines(admin, filterOf(new URLSearchParams(query)))).map(({ number }) => number);

test.each<[string, number[]]>([
	['', [4, 3, 2, 1]],
	['what=look', [2, 1]],
	['what=reasons.read', [2]],
	['what=outside', [4]],
	['who=森', [3]],
	['who=ハシモト', [4, 2, 1]],
	['whom=中村 さくら', [2, 1]],
	['whom=中村&what=person.see', [1]],
	['whom=%25', []],
	['from=2199-01-01', []],
	['until=1999-12-31', []],
	['from=nonsense&until=2026-02-30', [4, 3, 2, 1]]
])('the filter %s gives the lines that fit', async (query, found) => {
	expect(await numbers(query)).toEqual(found);
});

test('it is read by administrators only, and page by page', async () => {
	for (const actor of [hikari.hashimoto, hikari.ishikawa, hikari.mori, hikari.nakamura]) {
		await expect(auditLines(actor, filterOf(new URLSearchParams()))).rejects.toThrow('audit.read');
		await expect(exportAudit(actor, filterOf(new URLSearchParams()), 'csv')).rejects.toThrow(
			'audit.export'
		);
	}
	const older = await auditLines(admin, filterOf(new URLSearchParams()), 3);
	expect(older.map(({ number }) => number)).toEqual([2, 1]);
	expect(linesAtOnce).toBeLessThanOrEqual(100);
});

async function fileOf(format: Format): Promise<string> {
	const pieces = await exportAudit(admin, filterOf(new URLSearchParams('who=森')), format);
	let text = '';
	for await (const piece of pieces) text += piece;
	return text;
}

test('an export holds what fits, safe for a spreadsheet, and is itself on record', async () => {
	const csv = await asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () => fileOf('csv'));
	expect(csv.startsWith('\ufeff')).toBe(true);
	const [, line, end] = csv.split('\r\n');
	expect(line).toMatch(/^3,.*森 健一,.*me\.name/);
	expect(end).toBe('');
	expect(JSON.parse(await fileOf('jsonl'))).toMatchObject({
		number: 3,
		kind: 'me.name',
		actor: hikari.mori.personId
	});
	expect(await numbers('what=audit.export')).toHaveLength(2);
});
