import type pg from 'pg';
import { answerableReasons } from '#people/departures/reason.ts';
import { fillLists } from './desk-lists.ts';
import { byTwo, step, withoutIndexes, withoutKey } from './loading.ts';
import { makeAccount, withoutTriggers, type Grown, type Reader } from './network.ts';

const codes = answerableReasons.map((reason) => reason.code);

/**
 * Fills what the desk of a grown network works on. Everyone gets a contact, a reason for leaving, a mail and a visit
 * in the last half year. Seven in ten get a standing, and there is an opening for every 200 people. Gives the network's steward.
 */
export async function fillDesk(
	url: string,
	client: pg.Client,
	{ networkId, host }: Pick<Grown, 'networkId' | 'host'>
): Promise<Reader> {
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	await withoutTriggers(client, async () => {
		await client.query('create unlogged table someone (n int primary key, id uuid not null)');
		await client.query(
			`insert into someone
			select row_number() over (order by person_id), person_id
			from membership
			where network_id = $1`,
			[networkId]
		);
		await client.query('analyze someone');
		await withoutIndexes(client, tables, async () => {
			await step('contacts and mails', () => fillContacts(client, networkId, host));
			await step('reasons and standings', () => fillReasons(client, networkId));
		});
		await fillVisits(client, networkId);
		await fillOpenings(client, networkId);
		await step('lists', () => fillLists(client, networkId));
	});
	const steward = await makeSteward(client, networkId, host);
	await client.query('analyze contact, standing');
	const { rows } = await client.query<{ count: number }>('select count(*)::int as count from someone');
	await step('rows of the list of people', () => fillRows(url, client, networkId, rows[0]!.count));
	await step('marks of people', () => fillMarks(url, client, networkId, rows[0]!.count));
	await client.query('drop table someone');
	return steward;
}

const tables = ['contact', 'mail', 'departure_reason', 'standing'];

/** A contact for everyone, seven in ten with a basis for writing to them, and a mail each. One mail in 5,000 failed. */
async function fillContacts(client: pg.Client, networkId: string, host: string): Promise<void> {
	await client.query(
		`insert into contact (network_id, person_id, email, basis, basis_on)
		select $1, id, 'someone' || n || '@${host}.example.jp',
			(array['joined', 'joined', 'joined', 'joined', 'joined', null, null, null, 'notice', 'notice'])[1 + n % 10],
			(select network_today())
		from someone
		on conflict do nothing`,
		[networkId]
	);
	await client.query(
		`insert into mail (network_id, person_id, kind, address, subject, status, created_at, sent_at)
		select $1, id, 'invitation', 'someone' || n || '@${host}.example.jp', '…',
			case when n % 5000 = 0 then 'failed' else 'sent' end,
			now() - make_interval(mins => n % 200000), now()
		from someone`,
		[networkId]
	);
}

/** Why everyone left, evenly over the reasons that a change can answer, and where seven in ten stand. */
async function fillReasons(client: pg.Client, networkId: string): Promise<void> {
	await client.query(
		`insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select $1, d.tenure_id, 'stated', ($2::text[])[1 + s.n % cardinality($2::text[])], d.left_on
		from departure d
		join someone s on s.id = d.person_id
		where d.network_id = $1`,
		[networkId, codes]
	);
	await client.query(
		`insert into standing (network_id, person_id, can_return, wants_to_return, said_by, would_change)
		select $1, id,
			case when n % 50 = 0 then 'yes' else 'no' end,
			case when n % 4 < 2 then 'yes' else 'no' end,
			'person', '{}'
		from someone
		where n % 10 < 7`,
		[networkId]
	);
}

/** So many people's rows and marks are written by one statement. */
const atOnce = 20_000;

/** The rows of the desk's list of people. */
async function fillRows(url: string, client: pg.Client, networkId: string, count: number): Promise<void> {
	await withoutIndexes(client, ['directory.person_row'], () =>
		byTwo(url, networkId, { count, atOnce }, (writer, from, until) =>
			writer.query(
				`select directory.refresh_rows($1, array_agg(id order by id))
				from someone
				where n between $2 and $3`,
				[networkId, from, until]
			)
		)
	);
}

/** By what records are recognised, and which of it people share: what `directory.refresh_marks` writes. */
async function fillMarks(url: string, client: pg.Client, networkId: string, count: number): Promise<void> {
	await client.query('delete from directory.mark where network_id = $1', [networkId]); // of whom a trigger has written
	await withoutIndexes(client, ['directory.mark'], () =>
		withoutKey(client, 'directory.mark', () =>
			byTwo(url, networkId, { count, atOnce }, (writer, from, until) =>
				writer.query(
					`insert into directory.mark (network_id, mark, detail, person_id)
					select $1, m.mark, m.detail, m.person_id
					from directory.marks($1, array(select id from someone where n between $2 and $3)) m`,
					[networkId, from, until]
				)
			)
		)
	);
	await client.query('analyze directory.mark');
	await step('what people share', () => client.query('select directory.refresh_all_shared()'));
}

async function fillVisits(client: pg.Client, networkId: string): Promise<void> {
	await client.query(
		`insert into touchpoint (network_id, person_id, kind, happened_at)
		select $1, id, 'visited', now() - make_interval(mins => n % 250000)
		from someone`,
		[networkId]
	);
}

async function fillOpenings(client: pg.Client, networkId: string): Promise<void> {
	await client.query(
		`insert into opening (
			network_id, company_id, title, business, place, owner_id, state, opened_at, reasons
		)
		select $1, (select company_id from company where network_id = $1 limit 1),
			'生産技術のリーダー ' || n, '工場の改善を進めます。',
			(array['東京', '大阪', '福岡', '札幌'])[1 + (n / 200) % 4],
			id, 'open', now() - make_interval(mins => n),
			array[($2::text[])[1 + (n / 200) % cardinality($2::text[])]]
		from someone
		where n % 200 = 0 or n between 101 and 160`,
		[networkId, codes]
	);
}

/** The first of the members becomes the steward, with an account and an address. */
async function makeSteward(client: pg.Client, networkId: string, host: string): Promise<Reader> {
	const { rows } = await client.query('select id from someone where n = 1');
	const personId = rows[0].id as string;
	const email = `steward@${host}.example.jp`;
	const accountId = await makeAccount(client, 'steward', email);
	await client.query(
		`update membership set account_id = $3, roles = '{steward}'
		where network_id = $1 and person_id = $2`,
		[networkId, personId, accountId]
	);
	await client.query('update contact set email = $3 where network_id = $1 and person_id = $2', [
		networkId,
		personId,
		email
	]);
	return { personId, accountId, email };
}
