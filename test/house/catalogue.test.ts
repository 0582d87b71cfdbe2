import { expect, test } from 'vitest';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
/** The counting of tries is by address and across networks; it holds nothing of anyone. */
const ours = `c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
	and c.relkind in ('r', 'p')
	and c.oid <> 'auth.attempt'::regclass`;
const rule = '(network_id = ( SELECT current_network() AS current_network))';

test('every table keeps its rows apart by network, for its owner too', async () => {
	const { rows } = await own.owner.query(
		`select c.relname
		from pg_class c
		where ${ours}
			and not (
				c.relrowsecurity
				and c.relforcerowsecurity
				and exists (
					select from pg_policy p
					where p.polrelid = c.oid
						and pg_get_expr(p.polqual, p.polrelid) = $1
						and pg_get_expr(p.polwithcheck, p.polrelid) = $1
				)
			)`,
		[rule]
	);
	expect(rows).toEqual([]);
	const { rows: all } = await own.owner.query(`select count(*)::int as n from pg_class c where ${ours}`);
	expect(all[0].n).toBeGreaterThan(30);
});

test('every primary key begins with network_id', async () => {
	const { rows } = await own.owner.query(`
		select c.relname
		from pg_class c
		left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
		left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
		where ${ours}
			and a.attname is distinct from 'network_id'
	`);
	expect(rows).toEqual([]);
});

test('every foreign key carries the network', async () => {
	const { rows } = await own.owner.query(`
		select k.conname
		from pg_constraint k
		join pg_class c on c.oid = k.conrelid
		where ${ours}
			and k.contype = 'f'
			and not exists (
				select from pg_attribute a
				where a.attrelid = k.conrelid
					and a.attnum = any (k.conkey)
					and a.attname = 'network_id'
			)
	`);
	expect(rows).toEqual([]);
});

test('the application’s roles own nothing, cannot get around the rule, and cannot see accounts', async () => {
	const { rows } = await own.owner.query(`
		select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
			(select count(*)::int from pg_class where relowner = r.oid)
				+ (select count(*)::int from pg_proc where proowner = r.oid) as owns
		from pg_roles r
		where rolname in ('okaeri_app', 'okaeri_auth', 'okaeri_worker')
	`);
	expect(rows).toHaveLength(3);
	for (const role of rows)
		expect(role).toEqual({
			rolname: role.rolname,
			rolsuper: false,
			rolbypassrls: false,
			rolcreaterole: false,
			rolcreatedb: false,
			owns: 0
		});
	await own.owner.query('set role okaeri_app');
	await expect(own.owner.query('select password from auth.credential')).rejects.toThrow(
		'permission denied'
	);
	await own.owner.query('reset role');
	await own.owner.query('set role okaeri_auth');
	await expect(own.owner.query('select * from departure_reason')).rejects.toThrow('permission denied');
	await own.owner.query('reset role');
});

test('what is written down for good cannot be changed by the application', async () => {
	const { rows } = await own.owner.query(`
		select c.relname,
			has_table_privilege('okaeri_app', c.oid, 'update')
				or has_table_privilege('okaeri_app', c.oid, 'delete') as can
		from pg_class c
		where ${ours}
			and (c.relname = 'audit' or c.relname like 'touchpoint%')
	`);
	expect(rows.length).toBeGreaterThan(10);
	expect(rows.filter((row) => row.can)).toEqual([]);
});
