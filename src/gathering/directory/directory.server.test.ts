import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { colleaguesOf, findPeople, peopleAtOnce } from './directory.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;

/** Members to be found: family, given, kana, department, title, present company, skills, place, year of joining. */
const people = {
	takahashi: [
		'髙橋',
		'恵',
		'タカハシ',
		'メグミ',
		'営業本部 西日本営業部',
		'主任',
		'みらい物流',
		['英語'],
		'大阪',
		2010
	],
	takahashi2: ['高橋', '誠', 'タカハシ', 'マコト', '経理部', '', '', [], '', 2001],
	yamazaki: [
		'山﨑',
		'翔太',
		'ヤマザキ',
		'ショウタ',
		'研究開発本部 AI技術部',
		'研究員',
		'クラウドリンク',
		['機械学習', 'Python'],
		'福岡',
		2016
	],
	watanabe: ['渡邉', '健', 'ワタナベ', 'ケン', '商品開発部', '課長', 'ｱｵｿﾞﾗ精機', [], '金沢', 2005],
	watabe: ['渡部', '陽子', 'ワタベ', 'ヨウコ', '人事部', '', '', ['採用'], '横浜', 2012],
	saito: [
		'齋藤',
		'美咲',
		'サイトウ',
		'ミサキ',
		'データ基盤部',
		'',
		'東都システムズ',
		['SQL', 'データ分析'],
		'シンガポール',
		2018
	],
	sawada: ['澤田', '隆', 'サワダ', 'タカシ', '製造本部 第一工場', '工場長', '', ['設備保全'], '磐田', 1999],
	ono: ['大野', '純一', 'オオノ', 'ジュンイチ', '海外事業部', '', 'Northwind Ltd.', ['英語'], '', 2008],
	ono2: ['小野', '裕子', 'オノ', 'ユウコ', '情報システム部', '', '', [], '', 2009],
	kondo: ['近藤', 'しんぺい', 'コンドウ', 'シンペイ', '物流部', '', '', ['物流'], '名古屋', 2013],
	hattori: ['服部', '由紀', 'ハットリ', 'ユキ', '広報室', '', 'フリーランス', ['編集'], '京都', 2011],
	tsuchiya: ['土屋', '千鶴', 'ツチヤ', 'チヅル', '法務部', '', '', [], '', 2007],
	ryu: ['龍', '一', 'リュウ', 'ハジメ', '購買部', '', '', [], '', 2014],
	shimazaki: ['島﨑', '圭', 'シマザキ', 'ケイ', '品質保証部', '', '', ['品質保証'], '仙台', 2003],
	schmidt: [
		'Schmidt',
		'Maria',
		'',
		'',
		'海外事業部',
		'Manager',
		'Müller GmbH',
		['Deutsch'],
		'München',
		2015
	],
	kim: ['キム', 'ヘジン', 'キム', 'ヘジン', 'プラットフォーム開発部', '', '', ['Go'], 'ソウル', 2020]
} as const;
type Who = keyof typeof people;
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
			`insert into auth.account_holder (name, email, email_verified) values ($1, $2, true) returning id`,
			[name, `${name}@directory.example.jp`]
		)
	).rows[0].id;
	const id = (
		await own.owner.query(
			`insert into person (network_id, family_name, given_name, family_kana, given_kana, present_company) values ($1, $2, $3, $4, $5, nullif($6, '')) returning person_id`,
			[networkId, family, given, familyKana, givenKana, company]
		)
	).rows[0].person_id as string;
	await own.owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on, ended_on, department, title) values ($1, $2, $3, $4, '2022-03-31', $5, $6)`,
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

const cases: [Who, string[]][] = [
	[
		'takahashi',
		[
			'髙橋 恵',
			'高橋恵',
			'高橋 恵',
			'髙橋恵さん',
			'恵 高橋',
			'恵高橋',
			'たかはしめぐみ',
			'タカハシ メグミ',
			'ﾀｶﾊｼ ﾒｸﾞﾐ',
			'takahashi megumi',
			'megumi takahashi',
			'TAKAHASHI Megumi',
			'髙橋めぐみ',
			'たかはし恵',
			'高橋 西日本',
			'営業 高橋',
			'めぐみ',
			'みらい物流',
			'高橋　大阪',
			'高橋 2010',
			'takahashi megu',
			'恵'
		]
	],
	[
		'yamazaki',
		[
			'山﨑',
			'山崎',
			'山崎翔太',
			'翔太 山﨑',
			'やまざき',
			'ﾔﾏｻﾞｷ',
			'yamazaki',
			'yamaz',
			'yama sho',
			'shota yamazaki',
			'shouta',
			'Shōta',
			'山',
			'機械学習',
			'python',
			'ＰＹＴＨＯＮ',
			'AI技術',
			'ai',
			'クラウドリンク',
			'くらうどりんく',
			'福岡',
			'2016'
		]
	],
	[
		'watanabe',
		[
			'渡邉',
			'渡辺',
			'渡邊',
			'渡辺健',
			'健 渡辺',
			'わたなべけん',
			'watanabe ken',
			'ken watanabe',
			'アオゾラ精機',
			'あおぞら',
			'商品開発部渡辺',
			'渡辺 課長',
			'金沢',
			'渡辺さん',
			'渡邉様'
		]
	],
	['watabe', ['渡部', 'わたべ', 'watabe', '陽子', 'youko', 'Yoko', 'ようこ', '人事 渡部', '横浜']],
	[
		'saito',
		[
			'齋藤',
			'斎藤',
			'斉藤',
			'齊藤',
			'さいとう',
			'saito',
			'saitou',
			'Saitoh',
			'斎藤美咲',
			'みさき',
			'misaki s',
			'sql',
			'データ分析',
			'シンガポール',
			'しんがぽーる',
			'東都'
		]
	],
	[
		'sawada',
		[
			'澤田',
			'沢田',
			'さわだ',
			'sawada',
			'沢田隆',
			'隆 工場長',
			'工場長',
			'第一工場',
			'設備',
			'磐田',
			'1999',
			'sawada tak'
		]
	],
	[
		'ono',
		[
			'大野',
			'おおの',
			'オーノ',
			'ohno',
			'純一',
			'junichi',
			"jun'ichi",
			'じゅんいち',
			'Northwind',
			'NORTHWIND',
			'大野純一',
			'junichi ono'
		]
	],
	['ono2', ['小野', 'おの', '小野裕子', 'yuko', 'ゆうこ', 'ゆーこ', 'yuuko ono']],
	[
		'kondo',
		['近藤', 'こんどう', 'kondo', 'kondoh', 'しんぺい', 'シンペイ', 'shimpei', 'shinpei', '物流部']
	],
	['hattori', ['服部', 'はっとり', 'hattori', 'hatt', '由紀', 'yuki', '京都', '編集', '服']],
	['tsuchiya', ['土屋', 'つちや', 'tsuchiya', 'tuchiya', 'ちづる', 'ちずる', 'chizuru', '土', '法務']],
	['ryu', ['龍', '竜', 'りゅう', 'ryu', '一 龍', 'はじめ', 'hajime', '購買']],
	['shimazaki', ['島崎', '島﨑', '嶋崎', 'しまざき', 'simazaki', 'shimazaki kei', '品質保証', '仙台']],
	[
		'schmidt',
		[
			'Schmidt',
			'schmidt',
			'SCHMIDT',
			'Maria',
			'maria schm',
			'Muller',
			'Müller',
			'munchen',
			'ｓｃｈｍｉｄｔ',
			'Deutsch'
		]
	],
	['kim', ['キム', 'きむ', 'kim', 'へじん', 'ヘジン', 'キムヘジン', 'ソウル', 'go']]
];
const table = cases.flatMap(([who, questions]) => questions.map((question) => ({ who, question })));

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

	test('a page goes on where the last one ended, with nobody twice and nobody left out', async () => {
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

	test('filters narrow it, with a question and without', async () => {
		const filtered = await readNetwork(hikari.nakamura, (db) =>
			findPeople(db, hikari.nakamura, '', { department: '海外事業部' })
		);
		expect(filtered.map((one) => nameOf(one.personId)).sort()).toEqual(['ono', 'schmidt']);
		const both = await readNetwork(hikari.nakamura, (db) =>
			findPeople(db, hikari.nakamura, 'maria', { department: '海外事業部', joined: '2015' })
		);
		expect(both.map((one) => nameOf(one.personId))).toEqual(['schmidt']);
	});

	test('people one worked with come with how', async () => {
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
			`update profile set place_for = 'alumni', skills_for = 'nobody', present_for = 'alumni', career_for = 'alumni' where person_id = $1`,
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
			`insert into standing (network_id, person_id, can_return, wants_to_return, said_by) values ($1, $2, 'no', 'yes', 'person')`,
			[hikari.network.networkId, ids.ono]
		);
		for (const word of ['relocation', 'harassment', '転勤', 'tied', 'ハラスメント'])
			for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
				expect(await sees(word, actor)).toEqual([]);
	});
});
