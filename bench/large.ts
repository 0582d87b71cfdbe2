import type pg from 'pg';
import { families, givens, departments, employers } from '../demo/words.ts';
import { fillDesk } from './desk.ts';
import { fullPage } from './desk-lists.ts';
import { fillDirectory } from './directory.ts';
import { loading, byTwo, step, withoutIndexes } from './loading.ts';
import { fillTouchpoints, rollUpAll } from './touchpoints.ts';
import { foundNetwork, makeAccount, withoutTriggers, type Grown, type Reader, type Size } from './network.ts';

/** An SQL array of our own words. */
const arrayOf = (items: readonly string[]) => `(array[${items.map((item) => `'${item}'`).join(',')}])`;
const part = (names: readonly (readonly string[])[], at: number) => arrayOf(names.map((name) => name[at]!));

/**
 * Fills a network with members (a tenure each, a profile for every second), posts of the last three years, touchpoints
 * and what the desk works on, the same every time. What is counted at night is counted at the end. Triggers are off
 * meanwhile; what they would have written is written in one go. Prints how long each step took.
 */
export async function growNetwork(url: string, client: pg.Client, slug: string, size: Size): Promise<Grown> {
	const { networkId, companyId, host } = await foundNetwork(client, slug);
	const grown = await loading(client, async () => {
		await withoutTriggers(client, async () => {
			await client.query('create unlogged table someone (n int primary key, id uuid not null)');
			await client.query('insert into someone select n, new_id() from generate_series(1, $1) n', [
				size.people
			]);
			await client.query('analyze someone');
			await step('people', () => fillPeople(client, networkId, companyId));
			await step('posts', () => fillPosts(url, client, networkId, size));
		});
		await step('a look at the tables', () => client.query('analyze'));
		await step('the directory', () => fillDirectory(url, client, networkId, size.people));
		await step('touchpoints', () => fillTouchpoints(url, client, networkId, size));
		const reader = await makeReader(client, networkId, slug, size.people);
		await client.query('drop table someone');
		const steward = await step('the desk', () => fillDesk(url, client, { networkId, host }));
		await step('a look at the tables', () => client.query('analyze'));
		return { reader, steward };
	});
	await rollUpAll({ networkId });
	return { ...size, ...grown, networkId, host };
}

const tablesOfPeople = ['person', 'tenure', 'departure', 'profile', 'membership'];

async function fillPeople(client: pg.Client, networkId: string, companyId: string): Promise<void> {
	await withoutIndexes(client, tablesOfPeople, async () => {
		await fillPersons(client, networkId);
		await fillTenures(client, networkId, companyId);
		await fillMembers(client, networkId);
	});
}

async function fillPersons(client: pg.Client, networkId: string): Promise<void> {
	const named = `(case when ${fullPage} then n + 60 else n end)`; // namesakes, for the list of duplicates
	const family = `1 + ${named} % ${families.length}`;
	const given = `1 + (${named} / ${families.length}) % ${givens.length}`;
	await client.query(
		`insert into person (
			network_id, person_id, family_name, given_name, family_kana, given_kana, present_company
		)
		select $1, id,
			${part(families, 0)}[${family}], ${part(givens, 0)}[${given}],
			${part(families, 1)}[${family}], ${part(givens, 1)}[${given}],
			${arrayOf(employers)}[1 + n % ${employers.length}]
		from someone`,
		[networkId]
	);
}

async function fillTenures(client: pg.Client, networkId: string, companyId: string): Promise<void> {
	await client.query(
		`insert into tenure (network_id, person_id, company_id, started_on, ended_on, department)
		select $1, id, $2, make_date(1995 + n % 25, 4, 1), make_date(1998 + n % 25, 3, 31),
			${arrayOf(departments)}[1 + (n::bigint * 7919) % ${departments.length}]
		from someone`,
		[networkId, companyId]
	);
	await client.query(
		`insert into departure (network_id, tenure_id, person_id, left_on, learned_from, counting_view)
		select network_id, tenure_id, person_id, ended_on, 'hr_file', 'stated'
		from tenure
		where network_id = $1`,
		[networkId]
	);
}

async function fillMembers(client: pg.Client, networkId: string): Promise<void> {
	await client.query(
		`insert into profile (network_id, person_id, place, skills)
		select $1, id,
			(array['東京', '大阪', '福岡', '札幌'])[1 + n % 4],
			array[(array['英語', '会計', '設計', '採用'])[1 + n % 4]]
		from someone
		where n % 2 = 0`,
		[networkId]
	);
	await client.query(
		`insert into membership (network_id, person_id, account_id, roles, joined_at)
		select $1, id, new_id(), '{alumnus}', now() - make_interval(mins => n % 1000000)
		from someone`,
		[networkId]
	);
}

/** An open group of every tenth member. Gives its id. */
async function fillGroup(client: pg.Client, networkId: string): Promise<string> {
	const { rows } = await client.query(
		`insert into "group" (network_id, name, kind, made_by, members)
		select $1, '東京の集まり', 'open', min(id::text)::uuid, count(*)
		from someone
		where n % 10 = 0
		returning group_id`,
		[networkId]
	);
	const groupId = rows[0].group_id as string;
	await client.query(
		`insert into group_member (network_id, group_id, person_id)
		select $1, $2, id
		from someone
		where n % 10 = 0`,
		[networkId, groupId]
	);
	return groupId;
}

/**
 * Posts spread evenly over three years (94,608,000 seconds), by one member after another; every fiftieth is in the
 * group. A post's id follows its time. The last one has thirty comments.
 */
async function fillPosts(
	url: string,
	client: pg.Client,
	networkId: string,
	{ people, posts }: Size
): Promise<void> {
	const groupId = await fillGroup(client, networkId);
	const { rows } = await client.query<{ at: string }>('select now()::text as at');
	await withoutIndexes(client, ['post'], () =>
		byTwo(url, networkId, { count: posts, atOnce: 250_000 }, (writer, from, until) =>
			writer.query(
				`insert into post (network_id, post_id, author_id, words, html, posted_at, group_id, open_to)
				select $1, overlay(uuidv7_floor(at)::text placing lpad(to_hex(n), 12, '0') from 25)::uuid,
					id, words, '<p>' || words || '</p>', at, case when n % 50 = 49 then $4::uuid end,
					(select open_to_now())
				from (
					select k as n, s.id, '近況です。' || k || 'つ目の便りです。' as words,
						$5::timestamptz - make_interval(secs => ($2 - k) * (94608000.0 / $2)) as at
					from generate_series($6::int, $7::int) k
					join someone s on s.n = 1 + k % $3::int
				) written`,
				[networkId, posts, people, groupId, rows[0]!.at, from, until]
			)
		)
	);
	await client.query(
		`insert into comment (network_id, post_id, author_id, words, html, ticket)
		select $1, p.post_id, s.id, 'なつかしいですね。', '<p>なつかしいですね。</p>', new_id()
		from (select max(post_id::text)::uuid as post_id from post where network_id = $1 and group_id is null) p
		join someone s on s.n <= 30`,
		[networkId]
	);
}

/** The member in the middle gets an account and an address, and opens the members' pages. */
async function makeReader(
	client: pg.Client,
	networkId: string,
	slug: string,
	people: number
): Promise<Reader> {
	const { rows } = await client.query('select id from someone where n = $1', [Math.ceil(people / 2)]);
	const personId = rows[0].id as string;
	const email = `reader@${slug}.example.jp`;
	const accountId = await makeAccount(client, 'reader', email);
	await client.query('update membership set account_id = $3 where network_id = $1 and person_id = $2', [
		networkId,
		personId,
		accountId
	]);
	await client.query(
		`insert into contact (network_id, person_id, email, basis, basis_on)
		values ($1, $2, $3, 'joined', network_today())`,
		[networkId, personId, email]
	);
	return { personId, accountId, email };
}
