import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addressesAt, logins, type Login } from '#platform/database/logins.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();
const as = {} as Record<Login, pg.Client>;
const passwords = inject('passwords');

// On a server that is not ours (TEST_DATABASE_URL) the roles have no passwords, and nobody logs in as them.
const there = test.skipIf(!passwords);

beforeAll(async () => {
	if (!passwords) return;
	await foundHikari(own.owner, 'ours');
	await foundHikari(own.owner, 'theirs');
	const addresses = addressesAt(own.url, passwords);
	for (const login of logins) {
		as[login] = new pg.Client({ connectionString: addresses[login] });
		await as[login].connect();
	}
});
afterAll(async () => {
	await Promise.all(Object.values(as).map((client) => client.end()));
});

/** As PostgreSQL says it from 16 on, and before. */
const refused = /permission denied|must be superuser|must have admin option|must be member/;

there.each(logins)('the role %s is who logged in, and no way leads to another', async (login) => {
	const me = { session_user: `okaeri_${login}`, current_user: `okaeri_${login}` };
	const who = async () => (await as[login].query('select session_user, current_user')).rows[0];
	expect(await who()).toEqual(me);
	await as[login].query('reset role');
	await as[login].query('reset session authorization');
	expect(await who()).toEqual(me);
	const others = ['okaeri', ...logins.filter((name) => name !== login).map((name) => `okaeri_${name}`)];
	for (const other of others)
		for (const way of [
			`set role ${other}`,
			`set session authorization ${other}`,
			`select set_config('role', '${other}', false)`,
			`select set_config('session_authorization', '${other}', false)`,
			`alter role ${other} password 'x'`,
			`grant ${other} to okaeri_${login}`
		])
			await expect(as[login].query(way), way).rejects.toThrow(refused);
	expect(await who()).toEqual(me);
});

there(
	'what a function of ours does with its owner’s rights is open to whom it is made for, and to nobody else',
	async () => {
		const { rows } = await own.owner.query(`
		select p.oid::regprocedure::text as called,
			array(
				select r.rolname::text
				from pg_roles r
				where r.rolname in ('okaeri_app', 'okaeri_auth', 'okaeri_worker')
					and has_function_privilege(r.oid, p.oid, 'execute')
				order by r.rolname
			) as by
		from pg_proc p
		where p.prosecdef
			and p.prorettype <> 'trigger'::regtype
			and p.pronamespace::regnamespace::text in ('public', 'directory', 'auth', 'ground')
	`);
		const open = Object.fromEntries(rows.map(({ called, by }) => [called.split('(')[0], by]));
		expect(open).toEqual({
			network_at: ['okaeri_app'],
			actor_of: ['okaeri_app'],
			left_with: ['okaeri_app'],
			leave_job: ['okaeri_app'],
			leave_jobs: ['okaeri_app'],
			put_off_job: ['okaeri_app'],
			open_mails: ['okaeri_worker'],
			given_up_jobs: ['okaeri_app'],
			jobs_by_state: ['okaeri_app'],
			retry_given_up_jobs: ['okaeri_app'],
			drop_given_up_jobs: ['okaeri_app'],
			make_account: ['okaeri_app'],
			end_sessions_of_employees: ['okaeri_app'],
			move_account: ['okaeri_app'],
			merge_people: ['okaeri_app'],
			unmerge_people: ['okaeri_app'],
			forget_merges: ['okaeri_app'],
			forget_old: ['okaeri_app'],
			erase_person: ['okaeri_app'],
			forget_in_audit: [],
			cut_audit: ['okaeri_worker'],
			learn_sizes: ['okaeri_app'],
			learn_import_sizes: ['okaeri_app'],
			'directory.find': ['okaeri_app'],
			'directory.people_found': ['okaeri_app'],
			'directory.refresh': [],
			'directory.refresh_many': [],
			'directory.refresh_unseen': [],
			'directory.refresh_rows': [],
			'directory.marks': [],
			'directory.refresh_marks': [],
			'directory.refresh_shared': [],
			'directory.refresh_all_shared': ['okaeri_app'],
			'directory.refresh_stale_rows': ['okaeri_app'],
			'directory.follow_days': ['okaeri_app'],
			'directory.follow_people': [],
			backup_fails_since: ['okaeri_app'],
			network_ids: ['okaeri_worker'],
			make_touchpoint_months: ['okaeri_worker']
		});
	}
);

there('no routine of ours is open to everyone', async () => {
	const { rows } = await own.owner.query(`
		select p.oid::regprocedure::text as called
		from pg_proc p
		cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
		where p.pronamespace::regnamespace::text in ('public', 'directory', 'auth', 'ground')
			and a.grantee = 0
			and not exists (
				select from pg_depend d
				where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
			)
	`);
	expect(rows).toEqual([]);
});

there('no function that is called with nothing gives the application anything of a network', async () => {
	const { rows } = await own.owner.query<{ call: string }>(`
		select format('select * from %s(%s)', p.oid::regproc,
			array_to_string(array(select format('null::%s', t::regtype) from unnest(p.proargtypes::oid[]) t), ', ')) as call
		from pg_proc p
		where p.pronamespace::regnamespace::text in ('public', 'directory', 'auth', 'ground')
			and p.prokind = 'f'
			and p.prorettype <> 'trigger'::regtype
			and p.prosecdef
	`);
	expect(rows.length).toBeGreaterThan(5);
	const ids = await own.owner.query<{ id: string }>(
		'select person_id as id from person union select network_id from network'
	);
	for (const { call } of rows) {
		const answer = await as.app.query(call).then(
			({ rows }) => JSON.stringify(rows),
			(error: Error) => error.message
		);
		expect(
			ids.rows.filter(({ id }) => answer.includes(id)),
			`${call}: ${answer}`
		).toEqual([]);
	}
});

there('the worker sees the queue and the networks’ ids, and not a row of any', async () => {
	await expect(as.worker.query('select * from person')).rejects.toThrow('permission denied');
	await expect(as.worker.query('select * from auth.session')).rejects.toThrow('permission denied');
	expect((await as.worker.query('select network_ids()')).rows).toHaveLength(2);
	await as.worker.query(`select graphile_worker.add_job('nothing.to_do')`);
	expect((await as.worker.query('delete from graphile_worker._private_jobs')).rowCount).toBeGreaterThan(0);
	await expect(as.app.query('select * from graphile_worker.jobs')).rejects.toThrow('permission denied');
});

there('every table of the queue that keeps its rows apart lets the worker in', async () => {
	const { rows } = await own.owner.query(`
		select c.relname
		from pg_class c
		where c.relnamespace = 'graphile_worker'::regnamespace
			and c.relrowsecurity
			and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'okaeri_worker')
	`);
	expect(rows).toEqual([]);
});
