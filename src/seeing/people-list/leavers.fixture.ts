import type pg from 'pg';
import type { Hikari } from '#test/fixtures/hikari.ts';

type Name = readonly [
	family: string,
	given: string,
	familyKana: string,
	givenKana: string,
	department: string
];

/** A leaver of the smaller company who has an address, and an employee number by their place in the list. Gives their id. */
export async function addLeaver(
	owner: pg.Client,
	hikari: Hikari,
	[family, given, familyKana, givenKana, department]: Name,
	at: number
): Promise<string> {
	const { networkId } = hikari.network;
	const { rows } = await owner.query(
		`insert into person (network_id, family_name, given_name, family_kana, given_kana)
		values ($1, $2, $3, $4, $5)
		returning person_id`,
		[networkId, family, given, familyKana, givenKana]
	);
	const id = rows[0].person_id as string;
	await owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on, ended_on, department)
		values ($1, $2, $3, '2001-04-01', date '2010-03-31' + $4::int, $5)`,
		[networkId, id, hikari.digitalId, at, department]
	);
	await owner.query(
		`insert into contact (network_id, person_id, email, basis, basis_on) values ($1, $2, $3, 'notice', '2025-04-01')`,
		[networkId, id, `leaver${at}@out.example.jp`]
	);
	await owner.query(
		`insert into employee_number (network_id, company_id, number, person_id) values ($1, $2, $3, $4)`,
		[networkId, hikari.digitalId, `E-00${at}`, id]
	);
	return id;
}

/** Leavers with names to be found. */
export const leavers: Name[] = [
	['渡邊', '健', 'ワタナベ', 'ケン', '商品開発部'],
	['Nguyễn', 'Văn Đức', '', '', '海外事業部'],
	['Wałęsa', 'Łukasz', '', '', '海外事業部'],
	['=HYPERLINK("x")', '太郎', 'スズキ', 'タロウ', '@SUM(1)'],
	['大野', '"純一"', 'オオノ', 'ジュンイチ', '営業部\n二課']
];
