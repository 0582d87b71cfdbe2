import { expect, test } from 'vitest';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { everyone } from './choice.ts';
import { peopleToInvite, peopleWithoutBasis } from './choosing.server.ts';
import { recordBasis, sendWave } from './waves.server.ts';

const own = useOwnDatabase();

/** More than a look at the desk makes anew: the worker makes the others, and has not yet. */
const many = 1300;

test('leavers whose rows the worker has not made yet are counted, get a basis and are invited', async () => {
	const hikari = await foundHikari(own.owner);
	const toInvite = async () => (await peopleToInvite(hikari.hashimoto, everyone, false)).counts;
	const { no_basis: before } = await toInvite();
	await own.owner.query(
		`with made as (
			insert into person (network_id, family_name, given_name)
			select $1, '百田', n::text
			from generate_series(1, $2::int) n
			returning network_id, person_id, given_name
		),
		reached as (
			insert into contact (network_id, person_id, email)
			select network_id, person_id, given_name || '@x.example' from made
		),
		stay as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			select network_id, person_id, $3, '1990-04-01', '2001-03-31' from made
			returning network_id, tenure_id, person_id, ended_on
		)
		insert into departure (network_id, tenure_id, person_id, left_on, learned_from)
		select network_id, tenure_id, person_id, ended_on, 'hr_file' from stay`,
		[hikari.network.networkId, many, hikari.parentId]
	);

	const leavers = before + many;
	expect(await toInvite()).toMatchObject({ ready: 0, no_basis: leavers });
	const { rowCount: waiting } = await own.owner.query('select from directory.person_row_stale');
	expect(waiting).toBeGreaterThan(0);
	expect(await peopleWithoutBasis(hikari.hashimoto, everyone)).toMatchObject({ count: leavers });
	expect(await recordBasis(hikari.hashimoto, 'notice', '2001-03-31', '')).toBe(leavers);
	expect(await toInvite()).toMatchObject({ ready: leavers, no_basis: 0 });
	await sendWave(hikari.hashimoto, { called: '第1回', size: 5000 });
	const { rows } = await own.owner.query('select count(*)::int as made from invitation');
	expect(rows).toEqual([{ made: leavers }]);
});
