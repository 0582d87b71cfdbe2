import { beforeAll, expect, test } from 'vitest';
import { invitationDesk, sendWave } from '#people/invitations/waves.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { waitingToday } from './today.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;

/** Who left with an address and without a basis, beside the one of the fixture. */
const many = 1200;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	theirs = await foundHikari(own.owner, 'theirs');
	await inOneGo(
		`with made as (
			insert into person (network_id, family_name, given_name, family_kana, given_kana)
			select $1, '百田', '花子' || n, 'モモタ', 'ハナコ'
			from generate_series(1, $2::int) n
			returning network_id, person_id
		),
		stay as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			select network_id, person_id, $3, '2001-04-01', '2011-03-31'
			from made
			returning network_id, tenure_id, person_id, ended_on
		),
		gone as (
			insert into departure (network_id, tenure_id, person_id, left_on, learned_from)
			select network_id, tenure_id, person_id, ended_on, 'desk'
			from stay
		)
		insert into contact (network_id, person_id, email)
		select network_id, person_id, person_id || '@out.example.jp'
		from made`,
		[hikari.network.networkId, many, hikari.parentId]
	);
});

/** Writes without triggers, of which some would write each person's row by itself, and then all rows at once. */
async function inOneGo(statement: string, values: unknown[]): Promise<void> {
	const { networkId } = hikari.network;
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	await own.owner.query('set session_replication_role = replica');
	await own.owner.query(statement, values);
	await own.owner.query('set session_replication_role = origin');
	await own.owner.query(
		`select directory.refresh_rows($1, array(select person_id from contact where network_id = $1))`,
		[networkId]
	);
}

/** Records a basis on everyone. */
const recordOnAll = () =>
	inOneGo(
		`update contact
		set basis = 'notice', basis_on = '2026-11-01', basis_note = ''
		where network_id = $1
			and basis is null`,
		[hikari.network.networkId]
	);

test('leavers are counted up to a thousand, and it is said that there are more', async () => {
	expect(await invitationDesk(hikari.hashimoto)).toMatchObject({
		withoutBasis: 1000,
		ready: 0,
		lately: 0,
		isEmpty: false,
		more: ['withoutBasis']
	});
	expect(await waitingToday(hikari.hashimoto)).toMatchObject({
		withoutBasis: 1000,
		ready: 0,
		more: ['withoutBasis']
	});
	await recordOnAll();
	const desk = await invitationDesk(hikari.hashimoto);
	expect(desk).toMatchObject({ withoutBasis: 0, ready: 1000, more: ['ready'] });
	expect(desk.bases).toEqual([
		{ basis: 'notice', basisOn: '2026-11-01', basisNote: '', people: 1000, isMore: true }
	]);
	await sendWave(hikari.hashimoto, { called: '第1回', size: 1100 });
	expect(await invitationDesk(hikari.hashimoto)).toMatchObject({
		ready: many + 1 - 1100,
		lately: 1000,
		more: ['lately']
	});
	expect((await waitingToday(hikari.hashimoto)).more).toEqual([]);
});

test('another network counts its own', async () => {
	expect(await invitationDesk(theirs.hashimoto)).toMatchObject({ withoutBasis: 1, ready: 0, more: [] });
});

test('members are counted up to ten thousand; from there on they are as many as last night', async () => {
	const { networkId } = theirs.network;
	await own.owner.query('set session_replication_role = replica');
	await own.owner.query(
		`insert into membership (network_id, person_id, account_id, roles)
		select $1, new_id(), new_id(), '{alumnus}'
		from generate_series(1, 10000)`,
		[networkId]
	);
	await own.owner.query('set session_replication_role = origin');
	const members = async () => (await waitingToday(theirs.hashimoto)).members;
	expect(await members(), 'nobody counted them at night yet').toBe(10_001);
	await own.owner.query(
		`insert into active_day (network_id, day, members, active_7, active_30, active_90)
		values ($1, network_today() - 1, 12345, 0, 0, 0), ($1, network_today() - 2, 12000, 0, 0, 0)`,
		[networkId]
	);
	expect(await members()).toBe(12_345);
	expect((await waitingToday(hikari.hashimoto)).members).toBe(2);
});
