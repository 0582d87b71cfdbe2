import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { exportList, lookAt } from '#seeing/tables/looking.server.ts';
import { saveView } from '#seeing/tables/views.server.ts';
import { streamOf } from '#seeing/tables/writing.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { auditLog } from './audit-list.server.ts';
import { exportChain } from './exporting.server.ts';

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

/** The numbers of the lines that fit, but for those that say that the log was read. */
const numbers = async (query: string) => {
	const { rows } = await lookAt(admin, auditLog, new URLSearchParams(`${query}&col=number&col=kind`));
	return rows
		.filter(({ cells }) => cells[0]!.text !== 'audit.read')
		.map(({ cells }) => Number(cells[1]!.text));
};

test.each<[string, number[]]>([
	['', [4, 3, 2, 1]],
	['sort=at', [1, 2, 3, 4]],
	['group=look', [2, 1]],
	['what=reasons.read', [2]],
	['what=reasons.read&what=me.name', [3, 2]],
	['group=outside', [4]],
	['group=care', []],
	['who=森', [3]],
	['who=ハシモト', [4, 2, 1]],
	['q=ハシモト', [4, 2, 1]],
	['whom=中村 さくら', [2, 1]],
	['whom=sakura', [2, 1]],
	['whom=中村&what=person.see', [1]],
	['whom=%25', []],
	['atFrom=2199-01-01', []],
	['atTo=1999-12-31', []],
	['atFrom=nonsense&atTo=2026-02-30', [4, 3, 2, 1]]
])('the filter %s gives the lines that fit', async (query, found) => {
	expect(await numbers(query)).toEqual(found);
});

test('it is read by administrators only, and that is on record with what was asked', async () => {
	const chosen = { rows: [], isAll: true, query: new URLSearchParams() };
	for (const actor of [hikari.hashimoto, hikari.ishikawa, hikari.mori, hikari.nakamura]) {
		await expect(lookAt(actor, auditLog, new URLSearchParams())).rejects.toThrow('audit.read');
		await expect(saveView(actor, auditLog, 'x', '')).rejects.toThrow('audit.read');
		await expect(exportList(actor, auditLog, chosen, 'csv')).rejects.toThrow('audit.read');
		await expect(exportChain(actor, new URLSearchParams())).rejects.toThrow('audit.export');
	}
	await numbers('who=五十嵐');
	const { rows } = await own.owner.query(
		`select detail from audit where act = 'audit.read' order by number desc limit 1`
	);
	expect(rows).toEqual([{ detail: { filters: { who: ['五十嵐'] }, isSearched: false } }]);
});

test('an export holds what fits, safe for a spreadsheet, and is itself on record', async () => {
	const query = new URLSearchParams('who=森&col=number&col=who&col=kind&col=detail');
	const file = await exportList(admin, auditLog, { rows: [], isAll: false, query }, 'csv');
	expect((await text(streamOf('csv', file))).split('\r\n')).toEqual([
		'\ufeff操作した人,詳細,種別,番号',
		'森 健一,理由：=1+1,me.name,3',
		''
	]);
	let chain = '';
	for await (const piece of await exportChain(admin, query)) chain += piece;
	expect(JSON.parse(chain)).toMatchObject({
		number: 3,
		kind: 'me.name',
		actor: hikari.mori.personId,
		marks: { actor: expect.stringMatching(/^[0-9a-f]+$/) as string }
	});
	expect(await numbers('what=audit.export')).toHaveLength(2);
});
