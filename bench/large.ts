import pg from 'pg';
import { families, givens, departments, employers } from '../demo/words.ts';
import { fillDesk } from './desk.ts';

export type Size = { people: number; posts: number };
export type Reader = { personId: string; accountId: string; email: string };
export type Grown = Size & { networkId: string; host: string; reader: Reader; steward: Reader };

const literal = (items: readonly (readonly string[])[], at: number) =>
	`(array[${items.map((item) => `'${item[at]}'`).join(',')}])`;
const plain = (items: readonly string[]) => `(array[${items.map((item) => `'${item}'`).join(',')}])`;

/**
 * Fills a network with so many members (a tenure each, a profile for every second) and posts of the last three years, the same every time. Triggers are set aside
 * while it is filled, and what they would have kept is written in one go.
 */
export async function growNetwork(
	url: string,
	client: pg.Client,
	slug: string,
	{ people, posts }: Size
): Promise<Grown> {
	const { rows } = await client.query('select new_id() as network, new_id() as company');
	const { network: networkId, company } = rows[0] as { network: string; company: string };
	const host = `${slug}.localhost`;
	const run = (statement: string, values: unknown[] = []) => client.query(statement, values);
	await run(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	await run('set session_replication_role = replica');
	await run('insert into network (network_id, slug, name_ja, name_en, hosts) values ($1, $2, $2, $2, $3)', [
		networkId,
		slug,
		[host]
	]);
	await run(
		`insert into company (network_id, company_id, name_ja, name_en) values ($1, $2, '株式会社', 'Company')`,
		[networkId, company]
	);
	const [f, g] = [families.length, givens.length];
	await run('create unlogged table someone (n int primary key, id uuid not null)');
	await run('insert into someone select n, new_id() from generate_series(1, $1) n', [people]);
	await run(
		`insert into person (network_id, person_id, family_name, given_name, family_kana, given_kana, present_company)
		select $1, id, ${literal(families, 0)}[1 + n % ${f}], ${literal(givens, 0)}[1 + (n / ${f}) % ${g}], ${literal(families, 1)}[1 + n % ${f}], ${literal(givens, 1)}[1 + (n / ${f}) % ${g}], ${plain(employers)}[1 + n % ${employers.length}] from someone`,
		[networkId]
	);
	await run(
		`insert into tenure (network_id, person_id, company_id, started_on, ended_on, department) select $1, id, $2, make_date(1995 + n % 25, 4, 1), make_date(1998 + n % 25, 3, 31), ${plain(departments)}[1 + (n::bigint * 7919) % ${departments.length}] from someone`,
		[networkId, company]
	);
	await run(
		`insert into departure (network_id, tenure_id, person_id, left_on, learned_from) select network_id, tenure_id, person_id, ended_on, 'hr_file' from tenure where network_id = $1`,
		[networkId]
	);
	await run(
		`insert into profile (network_id, person_id, place, skills) select $1, id, (array['東京','大阪','福岡','札幌'])[1 + n % 4], array[(array['英語','会計','設計','採用'])[1 + n % 4]] from someone where n % 2 = 0`,
		[networkId]
	);
	await run(
		`insert into membership (network_id, person_id, account_id, roles, joined_at) select $1, id, new_id(), '{alumnus}', now() - make_interval(mins => n % 1000000) from someone`,
		[networkId]
	);
	await run(
		`insert into post (network_id, post_id, author_id, words, html, posted_at)
		select $1, overlay(uuidv7_floor(at)::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, id, words, '<p>' || words || '</p>', at
		from (select k as n, s.id, '近況です。' || k || 'つ目の便りです。' as words, now() - make_interval(secs => ($2 - k) * (94608000.0 / $2)) as at from generate_series(1, $2::int) k join someone s on s.n = 1 + k % $3::int) x`,
		[networkId, posts, people]
	);
	await run('set session_replication_role = origin');
	const indexes = (
		await run(
			`select indexname, indexdef from pg_indexes where schemaname = 'directory' and indexdef like '%USING gin%'`
		)
	).rows as { indexname: string; indexdef: string }[];
	for (const { indexname } of indexes) await run(`drop index directory.${indexname}`);
	const other = new pg.Client({ connectionString: url });
	await other.connect();
	const half = Math.ceil(people / 2);
	await Promise.all(
		[client, other].map((one, at) => refreshAll(one, networkId, 1 + at * half, at === 0 ? half : people))
	);
	await other.end();
	await run(`set maintenance_work_mem = '512MB'`);
	for (const { indexdef } of indexes) await run(indexdef);
	const reader = (await run('select id from someone where n = $1', [Math.ceil(people / 2)])).rows[0]
		.id as string;
	const email = `reader@${slug}.example.jp`;
	const account = (
		await run(
			`insert into auth.account_holder (name, email, email_verified) values ('reader', $1, true) returning id`,
			[email]
		)
	).rows[0].id as string;
	await run('update membership set account_id = $3 where network_id = $1 and person_id = $2', [
		networkId,
		reader,
		account
	]);
	await run(
		`insert into contact (network_id, person_id, email, basis, basis_on) values ($1, $2, $3, 'joined', current_date)`,
		[networkId, reader, email]
	);
	await run('drop table someone');
	const steward = await fillDesk(client, { networkId, host });
	return {
		people,
		posts,
		networkId,
		host,
		reader: { personId: reader, accountId: account, email },
		steward
	};
}

async function refreshAll(client: pg.Client, networkId: string, from: number, until: number): Promise<void> {
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	for (let at = from; at <= until; at += 10_000)
		await client.query('select count(directory.refresh($1, id)) from someone where n between $2 and $3', [
			networkId,
			at,
			Math.min(at + 9_999, until)
		]);
}
