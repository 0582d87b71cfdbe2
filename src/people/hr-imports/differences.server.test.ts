import { beforeAll, describe, expect, test } from 'vitest';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { loadFile, loadRead, readFile } from '#test/fixtures/hr-file.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { differenceKinds, differencesOf, tickField, tickRows } from './differences.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
});

const header = '社員番号,姓,名,姓カナ,名カナ,メール,入社日,退職日,部署,役職,雇用形態,上司社員番号,退職理由\n';
const read = (rows: string) => readFile(hikari.network, hikari.parentId, header + rows);
const load = (rows: string) => loadFile(hikari.network, hikari.parentId, header + rows);
const finish = (hrImportId: string) => loadRead(hikari.network, hrImportId);

type Kept = Record<string, unknown>;
async function personOf(number: string): Promise<Kept> {
	const { rows } = await own.owner.query(
		`
			select p.family_name, p.given_name, c.email, c.do_not_contact, t.started_on::text, t.ended_on::text,
				t.department, t.title, t.employment, d.left_on::text, w.words
			from employee_number n
			join person p using (network_id, person_id)
			left join contact c using (network_id, person_id)
			left join tenure t using (network_id, person_id)
			left join departure d using (network_id, tenure_id)
			left join departure_word w on w.tenure_id = t.tenure_id and w.view = 'stated'
			where n.number = $1 and n.network_id = $2
		`,
		[number, hikari.network.networkId]
	);
	expect(rows).toHaveLength(1);
	return rows[0];
}

const first =
	'a0,上野,課長,,,,2000/4/1,,営業部,課長,正社員,,\n' +
	'a1,森,亮,モリ,リョウ,mori.a1@example.jp,2010/4/1,2018/3/31,物流部,主任,正社員,,家業を継ぐため\n';
const second =
	'a1,林,亮,ハヤシ,リョウ,hayashi@example.jp,2010/4/2,2018/4/30,営業部,係長,契約社員,a0,給与・待遇\n';

describe('a file that is loaded again with changes', () => {
	test('shows each difference by field, before and after', async () => {
		await load(first);
		const found = await read(second);
		expect(found.counts).toMatchObject({ effects: { changed: 1 }, differences: 10 });
		const kinds = await differenceKinds(hikari.network, found.hrImportId);
		expect(
			kinds.map(({ field, examples: [row], ticked }) => [field, row!.before, row!.after, ticked])
		).toEqual([
			['name', '森 亮', '林 亮', 1],
			['kana', 'モリ リョウ', 'ハヤシ リョウ', 1],
			['email', 'mori.a1@example.jp', 'hayashi@example.jp', 1],
			['started_on', '2010-04-01', '2010-04-02', 1],
			['ended_on', '2018-03-31', '2018-04-30', 1],
			['department', '物流部', '営業部', 1],
			['title', '主任', '係長', 1],
			['employment', '正社員', '契約社員', 1],
			['manager', null, '上野 課長', 1],
			['reason', '…', '…', 0]
		]);
	});

	test('applies what is ticked and leaves what is not, and says which', async () => {
		const found = await read(second);
		for (const field of ['name', 'started_on', 'employment'] as const)
			await tickField(hikari.hashimoto, found.hrImportId, field, false);
		const [title] = await differencesOf(hikari.hashimoto, found.hrImportId, 'title');
		await tickRows(hikari.hashimoto, found.hrImportId, 'title', [title!.rowNo], []);
		await finish(found.hrImportId);
		expect(await personOf('a1')).toEqual({
			family_name: '森',
			given_name: '亮',
			email: 'hayashi@example.jp',
			do_not_contact: false,
			started_on: '2010-04-01',
			ended_on: '2018-04-30',
			department: '営業部',
			title: '主任',
			employment: '正社員',
			left_on: '2018-04-30',
			words: '家業を継ぐため'
		});
		const outcomes = (await differenceKinds(hikari.network, found.hrImportId)).map(({ field, taken }) => [
			field,
			taken
		]);
		expect(outcomes).toContainEqual(['email', 1]);
		expect(outcomes).toContainEqual(['name', 0]);
		await expect(tickField(hikari.hashimoto, found.hrImportId, 'name', true)).rejects.toThrow(NotFound);
	});
});

describe('a reason in a later file', () => {
	test('gives way to another only by a tick', async () => {
		const found = await read(second);
		const [row] = await differencesOf(hikari.hashimoto, found.hrImportId, 'reason');
		await tickRows(hikari.hashimoto, found.hrImportId, 'reason', [row!.rowNo], [row!.rowNo]);
		await finish(found.hrImportId);
		const { rows } = await own.owner.query(`
			select r.code, w.words
			from employee_number n
			join tenure t using (network_id, person_id)
			left join departure_reason r on r.tenure_id = t.tenure_id and r.view = 'stated'
			left join departure_word w on w.tenure_id = t.tenure_id and w.view = 'stated'
			where n.number = 'a1'
		`);
		expect(rows).toEqual([{ code: 'pay', words: null }]);
	});
});

describe('a file that tells less, or what cannot be', () => {
	test('what the file has no column for, or leaves empty, is not taken away', async () => {
		await load('b1,森,愛,,,ai.b1@example.jp,2011/4/1,2019/3/31,物流部,主任,正社員,,\n');
		const before = await personOf('b1');
		const short = '社員番号,氏名,入社日\nb1,森愛,2011/4/1\n';
		const without = await loadFile(hikari.network, hikari.parentId, short);
		expect(without.counts.effects).toEqual({ same: 1 });
		const empty = await load('b1,森,愛,,,,2011/4/1,,,,,,\n');
		expect(empty.counts).toMatchObject({ effects: { changed: 1 }, differences: 4 });
		expect(await personOf('b1')).toEqual(before);
	});

	test('a known person without an address gets one, and the count says so', async () => {
		await load('c1,岡,実,,,,2011/4/1,2019/3/31,,,,,\n');
		const found = await load('c1,岡,実,,,minoru@example.jp,2011/4/1,2019/3/31,,,,,\n');
		expect(found.counts.effects).toEqual({ changed: 1 });
		expect(await personOf('c1')).toMatchObject({ email: 'minoru@example.jp' });
	});

	test('days that would contradict each other stay as they are', async () => {
		await load('d1,谷,学,,,,2011/4/1,2019/3/31,,,,,\n');
		const found = await read(
			'd1,谷,学,,,,2011/4/1,2010/3/31,,,,,\nd1,谷,学,,,,2019/3/1,2021/3/31,,,,,\n'
		);
		await tickField(hikari.hashimoto, found.hrImportId, 'ended_on', false);
		await finish(found.hrImportId);
		expect(await personOf('d1')).toMatchObject({ started_on: '2019-03-01', ended_on: '2019-03-31' });
		const later = await read('d1,谷,学,,,,2019/3/31,2022/3/31,,,,,\n');
		await tickField(hikari.hashimoto, later.hrImportId, 'started_on', false);
		await own.owner.query(`update tenure set ended_on = '2019-03-30' where started_on = '2019-03-01'`);
		await finish(later.hrImportId);
		const [row] = await differencesOf(hikari.hashimoto, later.hrImportId, 'ended_on');
		expect(row).toMatchObject({ outcome: 'changed' });
	});
});

describe('what someone said themselves', () => {
	const row = (email: string) => `nak,中村,桜,,,${email},2011/4/1,2021/3/31,,,,,\n`;
	beforeAll(async () => {
		await own.owner.query(
			`insert into employee_number (network_id, company_id, number, person_id) values ($1, $2, 'nak', $3)`,
			[hikari.network.networkId, hikari.parentId, hikari.nakamura.personId]
		);
	});

	test('a member’s name and address stay, also when the whole field is ticked', async () => {
		const found = await read(row('old@example.jp'));
		for (const field of ['name', 'email'] as const)
			await tickField(hikari.hashimoto, found.hrImportId, field, true);
		await finish(found.hrImportId);
		expect(await personOf('nak')).toMatchObject({
			given_name: 'さくら',
			email: 'nakamura@hikari.example.jp'
		});
	});

	test('it gives way to an explicit tick', async () => {
		const found = await read(row('old@example.jp'));
		const [difference] = await differencesOf(hikari.hashimoto, found.hrImportId, 'email');
		expect(difference).toMatchObject({ isOwn: true, isTicked: false });
		await tickRows(hikari.hashimoto, found.hrImportId, 'email', [difference!.rowNo], [difference!.rowNo]);
		await finish(found.hrImportId);
		expect(await personOf('nak')).toMatchObject({ email: 'old@example.jp' });
	});

	test('someone who joined after the file was read is not overwritten by a tick from before', async () => {
		await load('e1,西,光,,,nishi@example.jp,2011/4/1,2019/3/31,,,,,\n');
		const found = await read('e1,西,光,,,other@example.jp,2011/4/1,2019/3/31,,,,,\n');
		await own.owner.query(`
			update contact set email = 'chosen@example.jp', basis = 'joined', basis_on = network_today()
			where email = 'nishi@example.jp'
		`);
		await finish(found.hrImportId);
		expect(await personOf('e1')).toMatchObject({ email: 'chosen@example.jp' });
		const [difference] = await differencesOf(hikari.hashimoto, found.hrImportId, 'email');
		expect(difference).toMatchObject({ outcome: 'changed' });
	});

	test('who asked not to be contacted stays so, and so does who complained, at a new address too', async () => {
		await load(
			'f1,東,明,,,azuma@example.jp,2011/4/1,2019/3/31,,,,,\nf2,北,明,,,kita@example.jp,2011/4/1,2019/3/31,,,,,\n'
		);
		await own.owner.query(`update contact set do_not_contact = true where email = 'azuma@example.jp'`);
		await own.owner.query(
			`insert into mail_stop (network_id, address, why) values ($1, 'kita@example.jp', 'complaint')`,
			[hikari.network.networkId]
		);
		await load(
			'f1,東,明,,,azuma.new@example.jp,2011/4/1,2019/3/31,,,,,\nf2,北,明,,,kita.new@example.jp,2011/4/1,2019/3/31,,,,,\n'
		);
		expect(await personOf('f1')).toMatchObject({ email: 'azuma.new@example.jp', do_not_contact: true });
		expect(await personOf('f2')).toMatchObject({ email: 'kita.new@example.jp', do_not_contact: true });
	});
});

describe('from outside', () => {
	test('only the desk sees and ticks differences, and no other network does', async () => {
		await load('g1,南,明,,,,2011/4/1,,,,,,\n');
		const { hrImportId } = await read('g1,南,明子,,,,2011/4/1,,,,,,\n');
		for (const outsider of [hikari.ishikawa, hikari.mori, hikari.nakamura]) {
			await expect(differencesOf(outsider, hrImportId, 'name')).rejects.toThrow(Forbidden);
			await expect(tickField(outsider, hrImportId, 'name', false)).rejects.toThrow(Forbidden);
			await expect(tickRows(outsider, hrImportId, 'name', [1], [])).rejects.toThrow(Forbidden);
		}
		expect(await differencesOf(theirs.hashimoto, hrImportId, 'name')).toEqual([]);
		await expect(tickField(theirs.hashimoto, hrImportId, 'name', false)).rejects.toThrow(NotFound);
		await expect(tickRows(theirs.hashimoto, hrImportId, 'name', [1], [])).rejects.toThrow(NotFound);
		expect(await differencesOf(hikari.hashimoto, hrImportId, 'name')).toMatchObject([{ isTicked: true }]);
	});
});
