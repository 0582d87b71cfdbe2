import pg from 'pg';
import { expect, test } from 'vitest';
import { changedMigrations, digestsText, parseDigests } from '#db/digests.ts';
import { migrate } from '#platform/database/migrate.ts';
import { refusals } from '#db/contracting.ts';
import { readCatalogue, type Catalogue } from '#platform/upgrade/catalogue.ts';
import { effectsOf, type Effects } from '#platform/upgrade/effects.ts';
import { forecast, linesOf } from '#platform/upgrade/forecast.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();

test('a database that a newer Okaeri has migrated is refused in words, and left as it is', async () => {
	await own.owner.query(`insert into ground.migration (name, digest) values ('9999_of_tomorrow.sql', 'x')`);
	await expect(migrate(own.url)).rejects.toThrow(
		/newer than this program: it has 9999_of_tomorrow\.sql, .* Start the newer Okaeri/
	);
	await own.owner.query(`delete from ground.migration where name = '9999_of_tomorrow.sql'`);
	expect(await migrate(own.url)).toEqual([]);
});

test('a migration that came in may neither change nor go; new ones may come', () => {
	const kept = parseDigests('aa  0001_x.sql\nbb  0002_y.sql\n');
	expect(digestsText(kept)).toBe('aa  0001_x.sql\nbb  0002_y.sql\n');
	expect(changedMigrations(kept, new Map([...kept, ['0003_z.sql', 'cc']]))).toEqual([]);
	expect(changedMigrations(kept, new Map([['0001_x.sql', 'changed']]))).toEqual([
		expect.stringContaining('0001_x.sql was changed'),
		expect.stringContaining('0002_y.sql is gone')
	]);
});

test('a migration that waits for a table in use lets those pass who wait behind it, and comes in afterwards', async () => {
	const last = '0246_boards_published.sql'; // it closes published_figure, and may run twice
	await own.owner.query('delete from ground.migration where name = $1', [last]);
	const [holder, reader] = [0, 1].map(() => new pg.Client({ connectionString: own.url }));
	for (const client of [holder!, reader!]) await client.connect();
	await holder!.query('begin');
	await holder!.query('lock table published_figure in access share mode');
	const migrating = migrate(own.url);
	const isWaiting = `
		select 1
		from pg_locks
		where relation = 'published_figure'::regclass and not granted and mode = 'AccessExclusiveLock'`;
	while ((await own.owner.query(isWaiting)).rowCount === 0);
	await reader!.query('select from published_figure limit 1'); // else this waits for the holder, who waits for this
	await holder!.query('commit');
	expect(await migrating).toEqual([last]);
	for (const client of [holder!, reader!]) await client.end();
});

const nothingElse: Effects = { adds: [], takesAway: [], demands: [], rewrites: [], indexes: [], scans: [] };
const acts: [string, Partial<Effects>][] = [
	['create table trial (a text)', { adds: ['trial'] }],
	['alter table post add column trial text', { adds: ['post.trial'] }],
	["alter table post add column trial text not null default ''", { adds: ['post.trial'] }],
	[
		'alter table post add column trial uuid not null default gen_random_uuid()',
		{ adds: ['post.trial'], rewrites: ['post'] }
	],
	['alter table post add column trial text not null', { adds: ['post.trial'], demands: ['post.trial'] }],
	['alter table post drop column html', { takesAway: ['post.html'] }],
	['alter table post rename html to body', { takesAway: ['post.html'] }],
	['alter table post rename to article', { takesAway: ['post'] }],
	["do $$ begin execute format('drop table %I', 'unlock'); end $$", { takesAway: ['unlock'] }],
	[
		'alter table post alter column revision type bigint',
		{ takesAway: ['post.revision'], rewrites: ['post'] }
	],
	[
		'alter table post alter column edited_at set not null',
		{ demands: ['post.edited_at'], scans: ['post'] }
	],
	[
		"alter table post add constraint long check (html <> 'x')",
		{ demands: ['post: long'], scans: ['post'] }
	],
	["alter table post add constraint long check (html <> 'x') not valid", { demands: ['post: long'] }],
	['create index trial on post (html)', { indexes: ['post'] }],
	['create unique index trial on post (ticket, html)', { demands: ['post: trial'], indexes: ['post'] }],
	['drop function network_at(text)', { takesAway: ['network_at(text)'] }],
	['create or replace function network_today() returns date language sql as $$ select now()::date $$', {}]
];

let known: Catalogue | undefined;

test.each(acts)('what a migration does is seen in the catalogue: %s', async (statement, expected) => {
	const before = (known ??= await readCatalogue(own.owner));
	await own.owner.query('begin');
	await own.owner.query(statement.replace('drop table %I', 'drop table %I cascade'));
	const seen = effectsOf(before, await readCatalogue(own.owner));
	await own.owner.query('rollback');
	expect(seen).toEqual({ ...nothingElse, ...expected });
});

test('what the version before may need is taken away only a release after no code needs it', () => {
	const taking = { name: '9998_x.sql', taken: ['post.html', 'f(text, uuid)'] };
	const said = (since: string) =>
		`-- contracts since ${since}: post.html\n-- contracts since 0.9.0: f(text, uuid)\ndrop …`;
	expect(refusals(taking, 'alter table …', '1.2.0')).toEqual([
		expect.stringContaining('-- contracts since RELEASE: post.html'),
		expect.stringContaining('-- contracts since RELEASE: f(text, uuid)')
	]);
	expect(refusals(taking, said('1.1.9'), '1.2.0')).toEqual([]);
	for (const early of ['1.2.0', '1.10.0', '2.0.0'])
		expect(refusals(taking, said(early), '1.2.0')).toEqual([
			expect.stringContaining('takes post.html away')
		]);
});

test('who waits during an upgrade is foretold from the size of the tables and the speed of the server', () => {
	const seen = {
		name: '9998_x.sql',
		effects: { ...nothingElse, rewrites: ['post'], takesAway: ['post.html'] },
		closes: ['post'],
		holds: [],
		writes: []
	};
	const speed = { writes: 100_000, reads: 1_000_000, indexes: 200_000 };
	const of = (rows: number, isContracted = true) =>
		forecast(seen, new Map([['post', { rows, bytes: rows * 200 }]]), speed, () => isContracted);
	expect(of(100_000)).toMatchObject({ seconds: 1, hindrances: [] });
	expect(of(100_000, false).hindrances).toEqual([expect.stringContaining('post.html')]);
	expect(of(1_000_000).hindrances).toEqual(['who needs post waits for about 10 s']);
	expect(linesOf(of(1_000_000)).join()).toContain('writes anew post (1,000,000 rows)');
});
