import { beforeAll, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { everyone } from './choice.ts';
import { peopleToInvite, peopleWithoutBasis } from './choosing.server.ts';
import { recordBasis, sendWave } from './waves.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;

/** More leavers than the desk counts while somebody waits. */
const many = 10_010;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	await own.owner.query('set session_replication_role = replica');
	await own.owner.query(
		`with made as (
			insert into person (network_id, family_name, given_name)
			select $1, '百田', n::text
			from generate_series(1, $2::int) n
			returning network_id, person_id, given_name::int as n
		),
		reached as (
			insert into contact (network_id, person_id, email)
			select network_id, person_id, n || '@x.example' from made
		),
		stay as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on, department)
			select network_id, person_id, $3, '1990-04-01', '2001-03-31'::date + n % 1000,
				case when n <= 3 then '資材課' else '経理課' end
			from made
			returning network_id, tenure_id, person_id, ended_on
		)
		insert into departure (network_id, tenure_id, person_id, left_on, learned_from)
		select network_id, tenure_id, person_id, ended_on, 'hr_file' from stay`,
		[networkId, many, hikari.parentId]
	);
	await own.owner.query('set session_replication_role = origin');
	await own.owner.query(
		`select directory.refresh_rows($1, array_agg(person_id))
		from person
		where network_id = $1`,
		[networkId]
	);
});

const toInvite = (change = {}) => peopleToInvite(hikari.hashimoto, { ...everyone, ...change }, false);
const withoutBasis = () => peopleWithoutBasis(hikari.hashimoto, everyone);
const jobs = async () => {
	const { rows } = await own.owner.query(
		`select count(*)::int as waiting
		from graphile_worker.jobs
		where key = $1`,
		[`people_list.freshen:${hikari.network.networkId}`]
	);
	return rows[0].waiting as number;
};

test('of very many leavers the desk counts a thousand in each way, and shows the latest', async () => {
	const found = await withoutBasis();
	expect(found).toMatchObject({ count: 1000, isMore: true });
	expect(found.people).toHaveLength(100);
	const days = found.people.map(({ leftOn }) => leftOn);
	expect(days).toEqual(days.toSorted().reverse());
	expect((await toInvite()).counts).toMatchObject({ ready: 0, no_basis: 1000, more: ['no_basis'] });
	expect((await toInvite({ departments: ['資材'] })).counts).toMatchObject({ no_basis: 3, more: [] });
});

test('a basis is recorded for all of them in one go, and whoever was invited is not proposed again', async () => {
	await own.owner.query(
		`update contact set do_not_contact = true where email in ('4@x.example', '5@x.example')`
	);
	await own.owner.query(
		`insert into mail_stop (network_id, address, why) values ($1, '6@x.example', 'bounce')`,
		[hikari.network.networkId]
	);
	const recorded = await recordBasis(hikari.hashimoto, 'notice', '2020-04-01', '');
	expect(recorded).toBeGreaterThanOrEqual(many - 3);
	const { rows } = await own.owner.query('select count(*)::int as stale from directory.person_row_stale');
	expect([rows[0].stale, await jobs()]).toEqual([recorded, 1]);
	expect(await withoutBasis()).toMatchObject({ count: 0, isMore: false });

	const { counts, people } = await toInvite();
	expect(counts).toMatchObject({ lately: 0, no_basis: 0, opted_out: 2, refuses: 1 });
	expect([counts.ready > 900, people.length]).toEqual([true, 100]);
	await sendWave(hikari.hashimoto, { called: '最初の招待', size: 1500 });
	const after = await toInvite();
	expect(after.counts).toMatchObject({ lately: 1000, more: expect.arrayContaining(['lately']) });
	const latest = new Set(people.map(({ personId }) => personId));
	expect(after.people.some(({ personId }) => latest.has(personId))).toBe(false);
});
