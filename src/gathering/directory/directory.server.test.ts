import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { colleaguesOf, findPeople, peopleAtOnce } from './directory.server.ts';
import { people, table, type Who } from './findable.fixture.ts';

const own = useOwnDatabase();
let hikari: Hikari;

const ids = {} as Record<Who, string>;

async function join(
	name: string,
	[family, given, familyKana, givenKana, department, title, company, skills, place, year]: readonly [
		string,
		string,
		string,
		string,
		string,
		string,
		string,
		readonly string[],
		string,
		number
	],
	role = 'alumnus'
): Promise<string> {
	const { networkId } = hikari.network;
	const account = (
		await own.owner.query(
			`insert into auth.account_holder (name, email, email_verified)
			values ($1, $2, true)
			returning id`,
			[name, `${name}@directory.example.jp`]
		)
	).rows[0].id;
	const id = (
		await own.owner.query(
			`insert into person (network_id, family_name, given_name, family_kana, given_kana, present_company)
			values ($1, $2, $3, $4, $5, nullif($6, ''))
			returning person_id`,
			[networkId, family, given, familyKana, givenKana, company]
		)
	).rows[0].person_id as string;
	await own.owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on, ended_on, department, title)
		values ($1, $2, $3, $4, '2022-03-31', $5, $6)`,
		[networkId, id, hikari.parentId, `${year}-04-01`, department, title]
	);
	await own.owner.query(
		`insert into profile (network_id, person_id, skills, place) values ($1, $2, $3, $4)`,
		[networkId, id, skills, place]
	);
	await own.owner.query(
		`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, $4)`,
		[networkId, id, account, [role]]
	);
	return id;
}

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	for (const [name, one] of Object.entries(people)) ids[name as Who] = await join(name, one);
});

const found = (question: string, actor: Actor = hikari.nakamura) =>
	readNetwork(actor, (db) => findPeople(db, actor, question, {}));
const nameOf = (personId: string | undefined) => Object.entries(ids).find(([, id]) => id === personId)?.[0];

describe('the directory', () => {
	test('the table is large', () => expect(table.length).toBeGreaterThanOrEqual(120));

	test.each(table)('$question finds $who first', async ({ who, question }) => {
		expect(nameOf((await found(question))[0]?.personId)).toBe(who);
	});

	test('all words must fit', async () => {
		expect(await found('高橋 福岡')).toEqual([]);
		expect(await found('ぬぬぬ')).toEqual([]);
	});

	test('signs that mean something to a database mean nothing here', async () => {
		for (const odd of [
			"'",
			'"; drop table person; --',
			'%',
			'\\',
			'|',
			'{}',
			'[',
			'😀',
			' '.repeat(50),
			'　'
		])
			await expect(found(odd)).resolves.toBeInstanceOf(Array);
	});
});

describe('letters of any language', () => {
	const names = [
		['nguyen', 'Nguyễn', 'Văn Đức', ['nguyen', 'Nguyễn', 'van duc', 'đức', 'NGUYEN VAN']],
		['lukasz', 'Wałęsa', 'Łukasz', ['lukasz', 'Łukasz', 'walesa', 'WAŁĘSA']],
		['odegard', 'Ødegård', 'Þóra', ['odegard', 'thora', 'ØDEGÅRD']],
		['weiss', 'Weiß', 'Jürgen', ['weiss', 'weiß', 'jurgen', 'WEISS']],
		['dvorak', 'Dvořák', 'Çiğdem Işıl', ['dvorak', 'cigdem isil', 'Çiğdem']],
		[
			'hidden',
			'葛\u{e0100}城',
			'\u200b真\ufeff弓',
			['葛城', '真弓', '葛\u{e0101}城真弓', '葛城\u200b真弓']
		]
	] as const;
	beforeAll(async () => {
		for (const [name, family, given] of names)
			ids[name as Who] = await join(name, [family, given, '', '', '総務部', '', '', [], '', 2000]);
	});

	test.each(names.flatMap(([who, , , questions]) => questions.map((question) => [question, who])))(
		'%s finds %s',
		async (question, who) => expect(nameOf((await found(question))[0]?.personId)).toBe(who)
	);

	test('a filter makes no difference either', async () => {
		const filtered = await readNetwork(hikari.nakamura, (db) =>
			findPeople(db, hikari.nakamura, '\u200bnguyễn\u200b', { department: '総\u200b務部' })
		);
		expect(filtered.map((one) => nameOf(one.personId))).toEqual(['nguyen']);
	});
});

describe('a page of the directory', () => {
	test('goes on where the last one ended, with nobody twice and nobody left out', async () => {
		for (let at = 0; at < 60; at++)
			await join(`mori${at}`, [
				'森',
				`太郎${at}`,
				'モリ',
				`タロウ${at}`,
				'総務部',
				'',
				'',
				[],
				'',
				2000
			]);
		const seen: string[] = [];
		let after: { rank: number; sort: string; id: string } | undefined;
		for (;;) {
			const page = await readNetwork(hikari.nakamura, (db) =>
				findPeople(db, hikari.nakamura, '森', {}, after)
			);
			seen.push(...page.map((one) => one.personId));
			const last = page.at(-1);
			if (!last || page.length < peopleAtOnce) break;
			after = { rank: last.rank, sort: last.sort, id: last.personId };
		}
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBe(61); // and 森 健一, who still works there
	});

	test('is narrowed by filters, with a question and without', async () => {
		const filtered = await readNetwork(hikari.nakamura, (db) =>
			findPeople(db, hikari.nakamura, '', { department: '海外事業部' })
		);
		expect(filtered.map((one) => nameOf(one.personId)).sort()).toEqual(['ono', 'schmidt']);
		const both = await readNetwork(hikari.nakamura, (db) =>
			findPeople(db, hikari.nakamura, 'maria', { department: '海外事業部', joined: '2015' })
		);
		expect(both.map((one) => nameOf(one.personId))).toEqual(['schmidt']);
	});

	test('of people one worked with says how', async () => {
		const colleagues = await readNetwork(hikari.nakamura, (db) => colleaguesOf(db, hikari.nakamura));
		expect(colleagues[0]).toMatchObject({ personId: hikari.mori.personId, tie: 'boss' });
		expect(colleagues.find((one) => one.personId === hikari.igarashi.personId)?.tie).toBe('team');
	});
});

describe('nobody is found who is hidden from the searcher', () => {
	const sees = async (question: string, actor: Actor) =>
		(await found(question, actor)).map((one) => one.personId);

	test('who is no member, who left, who does not want to be listed', async () => {
		expect(await sees('渡邉直樹', hikari.hashimoto)).not.toContain(hikari.watanabeId);
		await own.owner.query('update profile set is_listed = false where person_id = $1', [ids.hattori]);
		expect(await sees('服部', hikari.nakamura)).toEqual([]);
		expect(await sees('はっとり', hikari.hashimoto)).toEqual([]);
		await own.owner.query('delete from membership where person_id = $1', [ids.tsuchiya]);
		expect(await sees('土屋', hikari.nakamura)).toEqual([]);
	});

	test('who has blocked them, and whom they blocked', async () => {
		await block({ ...hikari.igarashi, personId: ids.kondo }, hikari.nakamura.personId);
		expect(await sees('近藤', hikari.nakamura)).toEqual([]);
		expect(await sees('近藤', hikari.igarashi)).toEqual([ids.kondo]);
		await block(hikari.nakamura, ids.ryu);
		expect(await sees('龍', hikari.nakamura)).toEqual([]);
		expect(
			await readNetwork(hikari.nakamura, (db) =>
				findPeople(db, hikari.nakamura, '', { department: '物流部' })
			)
		).toEqual([]);
	});

	test('by a field that is not shown to them', async () => {
		await own.owner.query(
			`update profile
			set place_for = 'alumni', skills_for = 'nobody', present_for = 'alumni', career_for = 'alumni'
			where person_id = $1`,
			[ids.saito]
		);
		expect(await sees('シンガポール', hikari.nakamura)).toEqual([ids.saito]);
		expect(await sees('シンガポール', hikari.mori)).toEqual([]);
		expect(await sees('sql', hikari.nakamura)).toEqual([]);
		expect(await sees('東都', hikari.mori)).toEqual([]);
		expect(await sees('斎藤 データ基盤', hikari.mori)).toEqual([]);
		const [card] = await found('斎藤', hikari.mori);
		expect(card).toMatchObject({ presentCompany: null, department: null });
		expect(
			await readNetwork(hikari.mori, (db) => findPeople(db, hikari.mori, '', { place: 'シンガポール' }))
		).toEqual([]);
	});

	test('in another network', async () => {
		const theirs = await foundHikari(own.owner, 'theirs');
		await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [
			hikari.network.networkId
		]);
		expect(await sees('大野', theirs.nakamura)).toEqual([]);
	});

	test('and never by why they left or where they stand', async () => {
		await own.owner.query(
			`insert into standing (network_id, person_id, can_return, wants_to_return, said_by)
			values ($1, $2, 'no', 'yes', 'person')`,
			[hikari.network.networkId, ids.ono]
		);
		for (const word of ['relocation', 'harassment', '転勤', 'tied', 'ハラスメント'])
			for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
				expect(await sees(word, actor)).toEqual([]);
	});
});
