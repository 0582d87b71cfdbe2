import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import type { Actor } from '#access/actor/actor.server.ts';
import { rowReader } from '#people/hr-imports/workbook/rows.ts';
import { writeNote } from '#people/notes/notes.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { formats, streamOf } from '#seeing/tables/writing.server.ts';
import { removeView, saveView } from '#seeing/tables/views.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { findPeople } from './finding.server.ts';
import { addLeaver, leavers } from './leavers.fixture.ts';
import { exportPeople, idsChosen, lookAtPeople, people, tagPeople } from './looking.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
const ids: string[] = [];

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	for (const [at, name] of leavers.entries()) ids.push(await addLeaver(own.owner, hikari, name, at));
	await writeNote(hikari.hashimoto, ids[0]!, '来春に大阪へ戻る予定とのこと');
	theirs = await foundHikari(own.owner, 'theirs');
	await writeNote(theirs.hashimoto, theirs.watanabeId, '大阪で独立された');
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [hikari.network.networkId]);
});

const look = (query: string, actor: Actor = hikari.hashimoto) =>
	lookAtPeople(actor, new URLSearchParams(query), '');
const found = async (query: string, actor?: Actor) => (await look(query, actor)).rows.map(({ id }) => id);

/** The texts of a workbook's one sheet, row by row, as an import of ours reads them. */
async function rowsOfWorkbook(stream: Readable): Promise<string[][]> {
	const zip = await yauzl.fromBufferPromise(await buffer(stream));
	const parts = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry())
		parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
	const take = rowReader({ texts: [], looks: [], is1904: false });
	return [...take(parts.get('xl/worksheets/sheet1.xml')!)].map(({ cells }) => cells);
}

describe('the desk finds', () => {
	test.each([
		['渡辺', 0],
		['渡邉健', 0],
		['わたなべ', 0],
		['ワタナベ　ケン', 0],
		['watanabe ken', 0],
		['渡辺さん', 0],
		['商品開発部渡辺', 0],
		['大阪', 0],
		['nguyen', 1],
		['NGUYỄN VAN', 1],
		['lukasz', 2],
		['walesa', 2],
		['e-002', 2],
		['E003', 3],
		['leaver4@out', 4],
		['オーノ', 4],
		['junichi', 4]
	])('%s', async (question, at) => {
		expect(await found(new URLSearchParams({ q: question }).toString())).toContain(ids[at]);
		expect((await findPeople(hikari.hashimoto, question)).map(({ personId }) => personId)).toContain(
			ids[at]
		);
	});

	test('only who has all the words, and nobody by a sign that means something to a database', async () => {
		expect(await found('q=渡辺 海外事業部')).toEqual([]);
		for (const odd of ["'", '"; drop table person; --', '%', '\\', '😀', '　'.repeat(40), '\u0000'])
			await expect(found(new URLSearchParams({ q: odd }).toString())).resolves.toBeInstanceOf(Array);
	});

	test('a tag as soon as it is given, and no more when it is taken', async () => {
		expect(await tagPeople(hikari.hashimoto, ids.slice(0, 2), '同窓会', true)).toBe(2);
		expect((await found('tag=同窓会')).sort()).toEqual(ids.slice(0, 2).sort());
		expect((await found('q=どうそう')).length).toBe(0);
		expect((await found('q=同窓')).length).toBe(2);
		expect(await tagPeople(hikari.hashimoto, ids, '同窓会', false)).toBe(2);
		expect(await found('tag=同窓会')).toEqual([]);
	});
});

describe('nobody gets in from outside', () => {
	test('who is not of the desk sees no list, finds nobody by a note, and takes no file', async () => {
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa]) {
			await expect(look('q=大阪', actor)).rejects.toThrow(Forbidden);
			await expect(findPeople(actor, '大阪')).rejects.toThrow(Forbidden);
			await expect(
				idsChosen(actor, { person: ids, isAll: true, query: new URLSearchParams() }, 9)
			).rejects.toThrow(Forbidden);
			await expect(
				exportPeople(actor, { person: [], isAll: true, query: new URLSearchParams() }, 'csv')
			).rejects.toThrow(Forbidden);
			await expect(tagPeople(actor, ids, 'x', true)).rejects.toThrow(Forbidden);
			await expect(saveView(actor, people(), 'x', '')).rejects.toThrow(Forbidden);
		}
	});

	test('another network finds its own people by the same words, and changes nobody of ours', async () => {
		expect(await found('q=大阪', theirs.hashimoto)).toEqual([theirs.watanabeId]);
		expect(await found('q=leaver', theirs.hashimoto)).toEqual([]);
		expect(await tagPeople(theirs.hashimoto, ids, '盗', true)).toBe(0);
		const written = await exportPeople(
			theirs.hashimoto,
			{ person: ids, isAll: false, query: new URLSearchParams() },
			'csv'
		);
		expect(await text(streamOf('csv', written))).not.toContain('渡邊');
	});

	test('a view is of who saved it, and can be taken away by nobody else', async () => {
		const query = String(new URLSearchParams('department=海外&sort=left'));
		await saveView(hikari.hashimoto, people(), '海外', query);
		const [view] = (await look('department=海外&sort=left')).views;
		expect(view).toMatchObject({ called: '海外', isHere: true });
		expect((await look('', theirs.hashimoto)).views).toEqual([]);
		await expect(removeView(theirs.hashimoto, people(), view!.viewId)).rejects.toThrow('No such view');
		await removeView(hikari.hashimoto, people(), view!.viewId);
		expect((await look('')).views).toEqual([]);
	});
});

describe('a list', () => {
	const sorts = [
		'name',
		'company',
		'department',
		'title',
		'started',
		'left',
		'stay',
		'state',
		'invited',
		'joined'
	];
	test.each(sorts.flatMap((sort) => [sort, `-${sort}`]))(
		'sorted by %s is walked through with nobody twice and nobody left out',
		async (sort) => {
			for (let more = ids.length; more < 60; more++)
				ids.push(
					await addLeaver(own.owner, hikari, ['森', `次郎${more}`, 'モリ', 'ジロウ', ''], more)
				);
			const seen: string[] = [];
			let address: string | null = `?sort=${sort}`;
			while (address) {
				const page = await look(address.slice(1));
				seen.push(...page.rows.map(({ id }) => id));
				address = page.next;
				expect(page.total).toBe(66);
			}
			expect(new Set(seen).size).toBe(seen.length);
			expect(seen.length).toBe(66);
		}
	);
});

describe('what is asked of a list', () => {
	test('narrows it by each of its columns', async () => {
		const one = (query: string) => found(query);
		expect(await one('department=海外&sort=left')).toEqual([ids[1], ids[2]]);
		expect(await one('department=海外&sort=-left')).toEqual([ids[2], ids[1]]);
		expect(await one('department=international&sort=left')).toEqual([ids[1], ids[2]]);
		expect(await one('leftFrom=2010-04-01&leftTo=2010-04-02&sort=left')).toEqual([ids[1], ids[2]]);
		expect(await one(`company=${hikari.parentId}&state=member`)).toHaveLength(2);
		expect(await one('state=employed')).toHaveLength(3);
		expect(await one('state=colleague')).toEqual([]);
		expect(await one('state=no_basis')).toEqual([hikari.watanabeId]);
		expect(await one('consent=network')).toHaveLength(2);
		expect(await one('joinedFrom=2020-01-01')).toHaveLength(5);
		expect(await one('agoFrom=99')).toEqual([]);
		expect(await one('company=nobody')).toEqual([]);
		for (const odd of [
			'sort=reason',
			'leftFrom=2010-02-31',
			'after=x',
			`sort=left&after=${ids[0]}~x%00`,
			`sort=joined&after=${ids[0]}~2020-99-01 00:00:00%2B09`,
			'col=reason'
		])
			await expect(one(odd)).resolves.toHaveLength(50);
	});

	test('goes on record where it is how people stand', async () => {
		const { networkId } = hikari.network;
		await own.owner.query(
			`insert into standing (network_id, person_id, can_return, wants_to_return, said_by)
			values ($1, $2, 'no', 'yes', 'person')`,
			[networkId, hikari.nakamura.personId]
		);
		expect(await found('quadrant=tied')).toEqual([hikari.nakamura.personId]);
		expect(await found('quadrant=unknown')).toEqual([hikari.igarashi.personId]);
		const { rows } = await own.owner.query(
			`select detail from audit where network_id = $1 and act = 'quadrants.people' order by number`,
			[networkId]
		);
		expect(rows.map(({ detail }) => detail)).toEqual([
			{ quadrants: ['tied'] },
			{ quadrants: ['unknown'] }
		]);
		expect(await found('q=tied')).toEqual([]);
	});
});

describe('a file', () => {
	const whole = (query: string) => ({ person: [], isAll: true, query: new URLSearchParams(query) });

	test('holds what is shown, whatever its kind, and goes on record', async () => {
		const query =
			'company=' + hikari.digitalId + '&sort=left&col=name&col=department&col=number&col=left';
		const streams = Object.fromEntries(
			await Promise.all(
				formats.map(async (format) => [
					format,
					streamOf(format, await exportPeople(hikari.hashimoto, whole(query), format))
				])
			)
		);
		const csv = await text(streams.csv);
		expect(csv.startsWith('\ufeff氏名,部署,退職日,社員番号\r\n')).toBe(true);
		expect(csv).toContain(`"'=HYPERLINK(""x"") 太郎",'@SUM(1),`);
		expect(csv).toContain('"大野 ""純一""","営業部\n二課",');
		const json = JSON.parse(await text(streams.json));
		expect(json).toHaveLength(60);
		expect(json[1]).toEqual({
			name: 'Nguyễn Văn Đức',
			department: '海外事業部',
			number: 'E-001',
			left: '2010-04-01'
		});
		const sheet = await rowsOfWorkbook(streams.xlsx);
		expect(sheet).toHaveLength(61);
		expect(sheet[4]!.slice(0, 2)).toEqual(['=HYPERLINK("x") 太郎', '@SUM(1)']);
		const { rows } = await own.owner.query(
			`select detail ->> 'format' as format from audit where act = 'people.export' and network_id = $1 order by number`,
			[hikari.network.networkId]
		);
		expect(rows.map(({ format }) => format).sort()).toEqual(['csv', 'json', 'xlsx']);
	});

	test('of some who were ticked holds only them', async () => {
		const chosen = { ...whole('col=name&q=nobody'), isAll: false, person: ids.slice(0, 2) };
		const written = await exportPeople(hikari.hashimoto, chosen, 'json');
		expect(JSON.parse(await text(streamOf('json', written)))).toEqual([
			{ name: 'Nguyễn Văn Đức' },
			{ name: '渡邊 健' }
		]);
	});
});
