import { beforeAll, expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { askRound } from './asking-round.server.ts';
import { latestRounds, planRound, roundAtDesk, startRound, stopRound } from './rounds.server.ts';

const own = useOwnDatabase();
const wish = { quadrants: ['tied', 'hesitant'], most: 100, perCaller: 5 };
const members = 25;
let hikari: Hikari;
let other: Hikari;

beforeAll(async () => {
	other = await foundHikari(own.owner, 'other');
	hikari = await foundHikari(own.owner);
	await own.owner.query(
		`with someone as (
			insert into person (network_id, family_name, given_name)
			select $1, '退職', g::text from generate_series(1, $4::int) g
			returning network_id, person_id
		), stay as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on, manager_id)
			select network_id, person_id, $2, '2010-04-01', '2020-03-31', $3 from someone
			returning network_id, person_id, tenure_id
		), gone as (
			insert into departure (network_id, tenure_id, person_id, left_on, learned_from, is_latest)
			select network_id, tenure_id, person_id, '2020-03-31', 'hr_file', true from stay
		), addressed as (
			insert into contact (network_id, person_id, email)
			select network_id, person_id, person_id || '@round.example' from someone
		), holder as (
			insert into auth.account_holder (name, email, email_verified)
			select person_id::text, person_id || '@round.example', true from someone
			returning id, name
		), joined as (
			insert into membership (network_id, person_id, account_id, roles)
			select network_id, person_id, h.id, '{alumnus}' from someone
			join holder h on h.name = person_id::text
		)
		insert into standing (network_id, person_id, can_return, wants_to_return, said_by)
		select network_id, person_id, 'no', 'yes', 'person' from someone`,
		[hikari.network.networkId, hikari.parentId, hikari.mori.personId, members]
	);
	const { rows } = await own.owner.query(`select person_id from person where family_name = '退職'`);
	for (const { person_id: id } of rows)
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, id, ['network', 'return_mail', 'former_manager'])
		);
});

const run = (roundId: string) => askRound({ networkId: hikari.network.networkId, roundId });
const asked = async () => (await own.owner.query<{ state: string }>('select state from outreach')).rows;
const told = async () =>
	(
		await own.owner.query(
			`select person_id, path, about from notification where kind = 'outreach' order by notification_id`
		)
	).rows;

test('a plan says whom it would ask for how many, and writes nothing', async () => {
	const plan = await planRound(hikari.hashimoto, { ...wish, perCaller: 20 });
	expect(plan.callers[0]).toMatchObject({ familyName: '森', count: 20 });
	expect(plan.people + plan.withoutCaller).toBe(members);
	expect(await asked()).toEqual([]);
});

test('nobody but the desk plans, starts, sees or stops a round, each network its own', async () => {
	const roundId = await startRound(hikari.hashimoto, { ...wish, perCaller: 3 }, '');
	for (const someone of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		for (const attempt of [
			() => planRound(someone, wish),
			() => startRound(someone, wish, ''),
			() => roundAtDesk(someone, roundId),
			() => stopRound(someone, roundId)
		])
			await expect(attempt()).rejects.toThrow(Forbidden);
	for (const attempt of [roundAtDesk, stopRound])
		await expect(attempt(other.hashimoto, roundId)).rejects.toThrow(NotFound);
	await expect(startRound(hikari.hashimoto, wish, ''), 'one at a time').rejects.toThrow(Invalid);
	await stopRound(hikari.hashimoto, roundId);
	await run(roundId);
	expect((await roundAtDesk(hikari.hashimoto, roundId)).round).toMatchObject({
		state: 'stopped',
		asked: 0
	});
	expect(await told()).toEqual([]);
});

test('a round asks for many, nobody for more than was said, and tells each caller once', async () => {
	const roundId = await startRound(
		hikari.hashimoto,
		{ ...wish, perCaller: 20 },
		'近況だけでも嬉しいです。'
	);
	await run(roundId);
	await run(roundId);
	const { round, callers, left } = await roundAtDesk(hikari.hashimoto, roundId);
	expect(round).toMatchObject({ state: 'done', looked: round.people });
	expect(round.asked).toBeGreaterThanOrEqual(20);
	expect(Math.max(...callers.map(({ count }) => count))).toBe(20);
	expect(callers.reduce((sum, { count }) => sum + count, 0)).toBe(round.asked);
	expect(new Set(left.map(({ outcome }) => outcome))).toEqual(
		left.length > 0 ? new Set(['callers_full']) : new Set()
	);
	const messages = await told();
	expect(messages).toHaveLength(callers.length);
	expect(messages).toContainEqual({
		person_id: hikari.mori.personId,
		path: '/staff',
		about: '20人への声掛けをお願いします'
	});
	expect(new Set((await asked()).map(({ state }) => state))).toEqual(new Set(['asked']));
	expect((await latestRounds(hikari.hashimoto))[0]).toMatchObject({ roundId, asked: round.asked });
});

test('a note that names a reason is refused, and so is a round where nobody is left to ask for', async () => {
	await expect(startRound(hikari.hashimoto, wish, 'パワハラのことは残念でした。')).rejects.toMatchObject({
		why: 'tells_reason',
		field: 'note'
	});
	await own.owner.query(`update contact set do_not_contact = true`);
	await expect(startRound(hikari.hashimoto, wish, '')).rejects.toMatchObject({ why: 'nobody_to_ask' });
});

test('whoever may no longer ask has no round go on', async () => {
	await own.owner.query(`update contact set do_not_contact = false`);
	await own.owner.query(`delete from outreach`);
	const give = (roles: string) =>
		own.owner.query(`update membership set roles = $2 where person_id = $1`, [
			hikari.mori.personId,
			roles
		]);
	await give('{employee,steward}');
	const roundId = await startRound({ ...hikari.mori, roles: ['employee', 'steward'] }, wish, '');
	await give('{employee}');
	await run(roundId);
	expect((await roundAtDesk(hikari.hashimoto, roundId)).round).toMatchObject({
		state: 'stopped',
		asked: 0
	});
});
