import { beforeAll, expect, test } from 'vitest';
import { decisions } from '#gathering/own-data/decisions.ts';
import { askForErasure, eraseDue } from '#people/removing/erasing.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { everyPlace, makeRows } from '#test/fixtures/every-table.ts';
import { tablesWith } from '#test/fixtures/traces.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const secret = 'サクラダケノコトバ';
/** Not about a person, with rows that one person cannot have twice, or naming others' rows alone. */
const notMade = new Set(['network', 'privacy_notice', 'logo', 'settled_reason']);

/** Where a member has a row from the beginning and can have no second, and what only a demo network has. */
const thereAlready = new Set([
	'contact.person_id',
	'membership.person_id',
	'consent.person_id',
	'departure.person_id',
	'demo_guest.person_id'
]);

test('of who asked to be erased, no trace is left in any column of any table, though one stood in each', async () => {
	const { nakamura, igarashi, network } = hikari;
	const id = nakamura.personId;
	const machine = `中村 さくら、中村さくら、nakamura@hikari.example.jp、/people/${id}、`;
	await own.owner.query('begin');
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [network.networkId]);
	const places = (await everyPlace(own.owner)).filter(({ tab }) => !notMade.has(tab));
	const focuses = places.map(({ tab, col }) => ({
		tab,
		col,
		text: decisions.get(`${tab.replaceAll('"', '')}.${col}`) === 'own' ? `${machine} ${secret}` : machine
	}));
	const failed = await makeRows(own.owner, focuses, { one: id, other: igarashi.personId });
	await own.owner.query('commit');
	expect(failed.map((line) => line.split(':')[0]).filter((place) => !thereAlready.has(place!))).toEqual([]);
	await own.owner.query(
		`insert into auth.attempt (key, points) values ('write.person:' || $1, 1), ('link.account:nakamura@hikari.example.jp', 1)`,
		[id]
	);
	await own.owner.query(
		`insert into audit (network_id, actor_id, act, subject_id, detail) values ($1, $2, 'x', $3, $4)`,
		[network.networkId, id, id, JSON.stringify({ name: machine })]
	);

	await own.owner.query(
		`insert into keeping (network_id, kind, days) values ($1, 'erasure_grace', 0) on conflict (network_id, kind) do update set days = 0`,
		[network.networkId]
	);
	await own.owner.query(`delete from erasure where person_id = $1`, [id]);
	await askForErasure(nakamura, false);
	expect((await tablesWith(own.owner, [id])).length, 'before').toBeGreaterThan(60);
	await eraseDue(network);
	const names = ['中村', 'さくら', 'ナカムラ', 'サクラ', 'nakamura', secret, id];
	expect(await tablesWith(own.owner, names)).toEqual([]);

	const { rows: marks } = await own.owner.query(
		`select count(*)::int as n from opt_out where address_mark = address_mark($1, 'nakamura@hikari.example.jp')`,
		[network.networkId]
	);
	expect(marks, 'the mark of the address alone is left').toEqual([{ n: 1 }]);
	const { rows: left } = await own.owner.query(
		`select family_name from person where removed_at is not null and network_id = $1 and family_name <> ''`,
		[network.networkId]
	);
	expect(left).toContainEqual({ family_name: '退会したメンバー' });
	const { rows: log } = await own.owner.query(
		`select count(*)::int as n from audit where act in ('erasure.ask', 'person.erase')`
	);
	expect(log).toEqual([{ n: 2 }]);
});
