import { beforeEach, expect, test } from 'vitest';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { duplicates, proposeAgain, tellApart } from './duplicates.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${++round}`);
});

test('duplicates are proposed by name and kana, or address, until they are told apart', async () => {
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query<{ id: string }>(
		`insert into person (network_id, family_name, given_name, family_kana, given_kana)
		values ($1, '渡邉', '直樹', 'ワタナベ', 'ナオキ') returning person_id as id`,
		[networkId]
	);
	const id = rows[0]!.id;
	await own.owner.query(`insert into contact (network_id, person_id, email) values ($1, $2, $3)`, [
		networkId,
		id,
		`nakamura@hikari-${round}.example.jp`
	]);
	const found = await duplicates(hikari.hashimoto);
	expect(found.count).toBe(2);
	expect(
		found.pairs.map(({ isSameAddress, isSameName }) => [isSameAddress, isSameName]).toSorted()
	).toEqual([
		[false, true],
		[true, false]
	]);
	await tellApart(hikari.hashimoto, id, hikari.watanabeId);
	await tellApart(hikari.hashimoto, hikari.nakamura.personId, id);
	expect((await duplicates(hikari.hashimoto)).pairs).toEqual([]);
	await proposeAgain(hikari.hashimoto, hikari.watanabeId, id);
	expect((await duplicates(hikari.hashimoto)).count).toBe(1);
	await expect(duplicates(hikari.nakamura)).rejects.toThrow(Forbidden);
	const other = await foundHikari(own.owner, `other-${round}`);
	expect((await duplicates(other.hashimoto)).pairs).toEqual([]);
	await expect(tellApart(other.hashimoto, id, other.watanabeId)).rejects.toThrow(NotFound);
});

test('namesakes whom one company had side by side are no duplicates; who left and came back may be one', async () => {
	const { networkId } = hikari.network;
	const namesake = async (number: string, startedOn: string, endedOn: string) => {
		await own.owner.query(
			`with new as (
				insert into person (network_id, family_name, given_name, family_kana, given_kana)
				values ($1, '本田', '実', 'ホンダ', 'ミノル') returning person_id
			), numbered as (
				insert into employee_number (network_id, company_id, number, person_id)
				select $1, $2, $3, person_id from new
			)
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			select $1, person_id, $2, $4, $5 from new`,
			[networkId, hikari.parentId, number, startedOn, endedOn]
		);
	};
	await namesake('0101', '2001-04-01', '2010-03-31');
	await namesake('0102', '2005-04-01', '2012-03-31');
	expect((await duplicates(hikari.hashimoto)).count).toBe(0);
	await namesake('0103', '2015-04-01', '2020-03-31');
	expect((await duplicates(hikari.hashimoto)).count).toBe(2);
});

test('of a name that many share only those are proposed whose stay began on one day; of an address that many have, none', async () => {
	const { networkId } = hikari.network;
	const namesakes = (years: readonly number[]) =>
		own.owner.query(
			`with new as (
				insert into person (network_id, family_name, given_name, family_kana, given_kana)
				select $1, '佐藤', '誠', 'サトウ', 'マコト' from unnest($3::int[]) returning person_id
			), reached as (
				insert into contact (network_id, person_id, email)
				select $1, person_id, 'everyone@example.jp' from new
			), placed as (
				select person_id, ($3::int[])[row_number() over (order by person_id)] as year from new
			)
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			select $1, person_id, $2, make_date(year, 4, 1), make_date(year + 1, 3, 31) from placed`,
			[networkId, hikari.parentId, years]
		);
	await namesakes([1990, 1992, 1994, 1996, 1998, 2000, 2002, 2004]);
	expect((await duplicates(hikari.hashimoto)).count, 'eight of them, each with each').toBe(28);
	await namesakes([2006, 2006, 2008]);
	const { pairs, count } = await duplicates(hikari.hashimoto);
	expect(count).toBe(1);
	expect(pairs).toMatchObject([{ isSameAddress: false, isSameName: true }]);
});
