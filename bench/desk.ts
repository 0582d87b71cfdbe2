import type pg from 'pg';
import { answerableReasons } from '#people/departures/reason.ts';
import { rollUpCadence } from '#seeing/cadence/tasks.server.ts';
import { rollUpQuadrants } from '#seeing/quadrants/tasks.server.ts';
import { rollUpUnlocks } from '#seeing/unlock-board/tasks.server.ts';
import type { Grown, Reader } from './large.ts';

/**
 * Fills what the desk of a grown network works on: how everyone may be contacted, why they left (a reason each), where seven in ten stand, a mail each, a visit each in the
 * last half year, and an opening for every 200 people. Counts the roll-ups. Gives the network's steward.
 */
export async function fillDesk(
	client: pg.Client,
	{ networkId, host }: Pick<Grown, 'networkId' | 'host'>
): Promise<Reader> {
	const run = (statement: string, values: unknown[] = []) => client.query(statement, values);
	await run(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	await run('set session_replication_role = replica');
	await run(
		'create unlogged table someone as select person_id as id, row_number() over (order by person_id)::int as n from membership where network_id = $1',
		[networkId]
	);
	await run(
		`insert into contact (network_id, person_id, email, basis, basis_on) select $1, id, 'someone' || n || '@${host}.example.jp', (array['joined','joined','joined','joined','joined',null,null,null,'notice','notice'])[1 + n % 10], current_date from someone on conflict do nothing`,
		[networkId]
	);
	await run(`update departure set counting_view = 'stated' where network_id = $1`, [networkId]);
	const codes = answerableReasons.map((reason) => reason.code);
	await run(
		`insert into departure_reason (network_id, tenure_id, view, code, said_on) select $1, d.tenure_id, 'stated', ($2::text[])[1 + s.n % cardinality($2::text[])], d.left_on from departure d join someone s on s.id = d.person_id where d.network_id = $1`,
		[networkId, codes]
	);
	await run(
		`insert into standing (network_id, person_id, can_return, wants_to_return, said_by, would_change) select $1, id, case when n % 50 = 0 then 'yes' else 'no' end, case when n % 4 < 2 then 'yes' else 'no' end, 'person', '{}' from someone where n % 10 < 7`,
		[networkId]
	);
	await run(
		`insert into mail (network_id, person_id, kind, address, subject, status, created_at, sent_at) select $1, id, 'invitation', 'someone' || n || '@${host}.example.jp', '…', case when n % 5000 = 0 then 'failed' else 'sent' end, now() - make_interval(mins => n % 200000), now() from someone`,
		[networkId]
	);
	await run(`select make_touchpoint_months((current_date - 200), current_date)`);
	await run(
		`insert into touchpoint (network_id, person_id, kind, happened_at) select $1, id, 'visited', now() - make_interval(mins => n % 250000) from someone`,
		[networkId]
	);
	await run(
		`insert into opening (network_id, company_id, title, business, place, owner_id, state, opened_at, reasons) select $1, (select company_id from company where network_id = $1 limit 1), '生産技術のリーダー ' || n, '工場の改善を進めます。', (array['東京','大阪','福岡','札幌'])[1 + (n / 200) % 4], id, 'open', now() - make_interval(mins => n), array[($2::text[])[1 + (n / 200) % cardinality($2::text[])]] from someone where n % 200 = 0`,
		[networkId, codes]
	);
	await run('set session_replication_role = origin');
	const steward = (await run('select id from someone where n = 1')).rows[0].id as string;
	const email = `steward@${host}.example.jp`;
	const account = (
		await run(
			`insert into auth.account_holder (name, email, email_verified) values ('steward', $1, true) returning id`,
			[email]
		)
	).rows[0].id as string;
	await run(
		`update membership set account_id = $3, roles = '{steward}' where network_id = $1 and person_id = $2`,
		[networkId, steward, account]
	);
	await run(`update contact set email = $3 where network_id = $1 and person_id = $2`, [
		networkId,
		steward,
		email
	]);
	await run('drop table someone');
	for (const rollUp of [rollUpQuadrants, rollUpUnlocks, rollUpCadence]) await rollUp({ networkId });
	return { personId: steward, accountId: account, email };
}
