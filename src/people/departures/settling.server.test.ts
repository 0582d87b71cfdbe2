import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { readWords } from './reading-words.server.ts';
import { settleGroups, settleSure, takeBackSettling } from './settling.server.ts';
import { suggestedReasons } from './suggestions.server.ts';

const own = useOwnDatabase();
const far = '新しい本社は遠く、通うのが大変でした。';
const nearlyFar = '新しい本社は遠く、通うのが大変だった';
const manager = '管理職以外の道がなかった。';
let hikari: Hikari;
let steward: Actor;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	steward = { ...hikari.hashimoto, roles: ['employee', 'steward'] };
	await leave(40, far);
	await leave(20, far.normalize('NFKC').replace('。', ' ！'));
	await leave(5, nearlyFar);
	await leave(60, manager);
	await readWords(hikari.network);
});

/** People who left and wrote this. */
async function leave(count: number, words: string): Promise<void> {
	await own.owner.query(
		`with someone as (
			insert into person (network_id, family_name, given_name)
			select $1, '退職', g::text from generate_series(1, $2::int) g
			returning network_id, person_id
		), stay as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			select network_id, person_id, $3, '2010-04-01', '2020-03-31' from someone
			returning network_id, person_id, tenure_id
		), gone as (
			insert into departure (network_id, tenure_id, person_id, left_on, learned_from, is_latest)
			select network_id, tenure_id, person_id, '2020-03-31', 'hr_file', true from stay
			returning network_id, tenure_id
		)
		insert into departure_word (network_id, tenure_id, view, words, said_on)
		select network_id, tenure_id, 'stated', $4, '2020-03-31' from gone`,
		[hikari.network.networkId, count, hikari.parentId, words]
	);
}
const figures = async () => {
	const { readings, groups, sureReadings, sureGroups } = await suggestedReasons(hikari.hashimoto);
	return { readings, groups, sureReadings, sureGroups };
};
const ofDesk = async () =>
	(
		await own.owner.query(
			`select r.code, count(*)::int as people, count(*) filter (where d.counting_view = 'desk')::int as counting
			from departure_reason r
			join departure d using (network_id, tenure_id)
			where r.view = 'desk'
			group by r.code
			order by r.code`
		)
	).rows;
const before = { readings: 125, groups: 2, sureReadings: 60, sureGroups: 1 };

test('equal and nearly equal sentences stand together, the sure ones first, with their people', async () => {
	expect(await figures()).toEqual(before);
	const { shown } = await suggestedReasons(hikari.hashimoto);
	expect(shown).toMatchObject([
		{ readings: 60, isSure: true, words: manager, alsoSaid: [], suggestions: [{ code: 'evaluation' }] },
		{ readings: 65, isSure: false, words: far, suggestions: [{ code: 'relocation' }] }
	]);
	expect(shown[1]!.alsoSaid).toContain(nearlyFar);
	expect(shown[1]!.people).toHaveLength(30);
});

test('125 readings are confirmed in two steps, and both are taken back', async () => {
	const sure = await settleSure(hikari.hashimoto);
	expect(await ofDesk()).toEqual([{ code: 'evaluation', people: 60, counting: 60 }]);
	const [group] = (await suggestedReasons(hikari.hashimoto)).shown;
	const person = group!.people[0]!;
	const except = [`${person.tenureId}.${person.view}`];
	const corrected = await settleGroups(hikari.hashimoto, [
		{ key: group!.key, codes: ['flexibility'], except }
	]);
	expect(await ofDesk()).toEqual([
		{ code: 'evaluation', people: 60, counting: 60 },
		{ code: 'flexibility', people: 64, counting: 64 }
	]);
	const now = await suggestedReasons(hikari.hashimoto);
	expect(now).toMatchObject({
		readings: 1,
		settledToday: 124,
		lately: [{ readings: 64 }, { readings: 60 }]
	});
	await takeBackSettling(hikari.hashimoto, corrected);
	await takeBackSettling(hikari.hashimoto, sure);
	expect([await ofDesk(), await figures()]).toEqual([[], before]);
	const { rows } = await own.owner.query(`select from departure where counting_view = 'desk'`);
	expect(rows).toEqual([]);
	await expect(takeBackSettling(hikari.hashimoto, sure)).rejects.toThrow(NotFound);
});

test('a group says which reasons its words gave already, and a decision how many readings it dismissed', async () => {
	expect((await suggestedReasons(hikari.hashimoto)).shown.map(({ recorded }) => recorded)).toEqual([
		[],
		[]
	]);
	const add = `insert into departure_reason (network_id, tenure_id, view, code, said_on, is_read)
		select network_id, tenure_id, 'stated', $2, '2020-03-31', true
		from departure_word where words = $1`;
	await own.owner.query(add, [manager, 'growth']);
	await own.owner.query(`${add} limit 1`, [manager, 'pay']);
	const { shown } = await suggestedReasons(hikari.hashimoto);
	expect(shown.map(({ recorded }) => recorded)).toEqual([['growth'], []]);
	await own.owner.query(`delete from departure_reason where view = 'stated'`);
	const dismissed = await settleGroups(hikari.hashimoto, [
		{ key: shown[0]!.key, codes: [], except: [] },
		{ key: shown[1]!.key, codes: ['pay'], except: [] }
	]);
	const { lately } = await suggestedReasons(hikari.hashimoto);
	expect(lately).toMatchObject([{ settlingId: dismissed, readings: 125, dismissed: 60 }]);
	await takeBackSettling(hikari.hashimoto, dismissed);
});

test('the boards are counted anew after a decision and after it is taken back, though nobody is a member', async () => {
	const key = `standing.changed:${hikari.network.networkId}`;
	const isAsked = async () => {
		const { rowCount } = await own.owner.query(
			'delete from graphile_worker._private_jobs where key = $1',
			[key]
		);
		return rowCount === 1;
	};
	await isAsked();
	const id = await settleSure(hikari.hashimoto);
	expect(await isAsked()).toBe(true);
	await takeBackSettling(hikari.hashimoto, id);
	expect(await isAsked()).toBe(true);
	expect(await isAsked()).toBe(false);
});

test('what was in the record before a decision stays when it is taken back', async () => {
	await own.owner.query(
		`insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select network_id, tenure_id, 'desk', 'evaluation', '2020-03-31'
		from departure_word where words = $1 limit 1`,
		[manager]
	);
	await takeBackSettling(hikari.hashimoto, await settleSure(hikari.hashimoto));
	expect(await ofDesk()).toMatchObject([{ code: 'evaluation', people: 1 }]);
	await own.owner.query(`delete from departure_reason where view = 'desk'`);
});

test('words that hint at a restricted reason are in no group of those who may not read them', async () => {
	await own.owner.query(
		`update word_likeness set hints_restricted = true where tenure_id in (
		select tenure_id from departure_word where words = $1
	)`,
		[manager]
	);
	expect(await suggestedReasons(steward)).toMatchObject({ readings: 65, sureReadings: 0 });
	await expect(settleSure(steward)).rejects.toThrow(NotFound);
	expect(await figures()).toEqual(before);
});

test('words that change are compared anew, and wait unseen by most until then', async () => {
	await own.owner.query(`update departure_word set words = words || ' ' where words = $1`, [nearlyFar]);
	expect(await figures()).toMatchObject({ groups: 7, readings: 125 });
	expect(await suggestedReasons(steward)).toMatchObject({ readings: 60 });
	await readWords(hikari.network);
	expect(await figures()).toEqual(before);
});

test('nobody but the desk, and of the desk only who decided, takes a decision back', async () => {
	const id = await settleSure(hikari.hashimoto);
	for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		for (const attempt of [
			() => takeBackSettling(actor, id),
			() => settleSure(actor),
			() => settleGroups(actor, [])
		])
			await expect(attempt()).rejects.toThrow(Forbidden);
	const colleague: Actor = { ...hikari.mori, roles: ['employee', 'steward', 'restricted_reader'] };
	await expect(takeBackSettling(colleague, id)).rejects.toThrow(NotFound);
	const other = await foundHikari(own.owner, 'other');
	await expect(
		takeBackSettling({ ...hikari.hashimoto, networkId: other.network.networkId }, id)
	).rejects.toThrow(NotFound);
	expect(await suggestedReasons(other.hashimoto)).toMatchObject({ readings: 0, lately: [] });
});
