import { beforeAll, expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { deskDay } from './desk-day.server.ts';
import { giveWork } from './owning.server.ts';
import { decideSuggestion } from './suggesting.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;

beforeAll(async () => {
	other = await foundHikari(own.owner, 'other');
	hikari = await foundHikari(own.owner);
	await own.owner.query(`update membership set joined_at = now() - interval '90 days'`);
	await own.owner.query(`delete from touchpoint`);
	await own.owner.query(`delete from standing`);
	await stands(hikari.nakamura.personId, 'no', 20);
	await stands(hikari.nakamura.personId, 'yes', 2);
	await stands(hikari.igarashi.personId, 'yes', 20);
	await stands(hikari.igarashi.personId, 'yes', 2);
	await own.owner.query(
		`insert into unlock_tally (network_id, code, quadrant, people, would_return, heard)
		values ($1, 'relocation', 'tied', 8, 3, 1), ($1, 'pay', 'tied', 4, 1, 0)`,
		[hikari.network.networkId]
	);
	await own.owner.query(
		`insert into mail (network_id, kind, address, subject, status, created_at)
		values ($1, 'talk', 'a@x.example', 's', 'failed', now() - interval '5 days')`,
		[hikari.network.networkId]
	);
});

/** Says where someone stood so many days ago, and as the last of it, where they stand. */
async function stands(personId: string, wants: string, daysAgo: number): Promise<void> {
	await own.owner.query(`update standing set is_current = false where person_id = $1`, [personId]);
	await own.owner.query(
		`insert into standing (network_id, person_id, can_return, wants_to_return, said_by, said_at)
		values ($1, $2, 'no', $3, 'person', now() - make_interval(days => $4))`,
		[hikari.network.networkId, personId, wants, daysAgo]
	);
}
const day = () => deskDay(hikari.hashimoto);
const kinds = async () => (await day()).suggestions.map(({ kind }) => kind);
const looks = async () =>
	(await own.owner.query(`select count(*)::int as count from audit where act = 'today.look'`)).rows[0]
		.count;
const decide = (kind: 'silent' | 'unheard', days: number | null, code = '') =>
	decideSuggestion(hikari.hashimoto, { kind, code, personId: null, days });

test('says since when work waits, and who has come to want to return this week; the look is in the log', async () => {
	const before = await looks();
	const { since, moved } = await day();
	expect(Date.now() - since.failedMails!.getTime()).toBeGreaterThan(4 * 86_400_000);
	expect(since.reports).toBeNull();
	expect(moved).toMatchObject([
		{ familyName: '中村', before: 'distant', quadrant: 'tied', mayBeCalled: false }
	]);
	expect(await looks()).toBe(before + 1);
});

test('suggests at most one thing of a kind; what is put off or done is away until its day', async () => {
	const { suggestions } = await day();
	expect(suggestions).toMatchObject([
		{ kind: 'silent', count: 2 },
		{ kind: 'unheard', code: 'relocation', count: 7, changeId: null }
	]);
	await decide('silent', 7);
	expect(await kinds()).toEqual(['unheard']);
	await decide('unheard', null, 'relocation');
	expect(await kinds(), 'a reason of four people is no suggestion').toEqual([]);
	await own.owner.query(`update today_decision set back_on = network_today()`);
	expect(await kinds()).toEqual(['silent', 'unheard']);
});

test('who heard something is not counted as having heard nothing', async () => {
	await own.owner.query(`insert into touchpoint (network_id, person_id, kind) values ($1, $2, 'told')`, [
		hikari.network.networkId,
		hikari.nakamura.personId
	]);
	expect((await day()).suggestions[0]).toMatchObject({ kind: 'silent', count: 1 });
});

test('work is given to someone at the desk, to nobody else, and taken from them', async () => {
	await giveWork(hikari.hashimoto, 'desk', hikari.hashimoto.personId);
	expect((await day()).owners).toMatchObject([{ kind: 'desk', familyName: '橋本' }]);
	for (const someone of [hikari.mori, hikari.nakamura, other.hashimoto])
		await expect(giveWork(hikari.hashimoto, 'desk', someone.personId)).rejects.toThrow(NotFound);
	await giveWork(hikari.hashimoto, 'desk', null);
	expect((await day()).owners).toEqual([]);
});

test('work that was done is seen, with who did it; what was put off is none', async () => {
	const { done } = await day();
	expect(done).toMatchObject([{ familyName: '橋本', act: 'today.done', week: 1, today: 1 }]);
});

test('only the desk sees it or decides, each network its own', async () => {
	const about = { kind: 'silent', code: '', personId: null, days: null } as const;
	for (const someone of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		for (const attempt of [
			() => deskDay(someone),
			() => giveWork(someone, 'desk', someone.personId),
			() => decideSuggestion(someone, about)
		])
			await expect(attempt()).rejects.toThrow(Forbidden);
	const there = await deskDay(other.hashimoto);
	expect([there.moved, there.owners, there.done]).toEqual([[], [], []]);
	expect(there.suggestions.filter(({ kind }) => kind === 'unheard')).toEqual([]);
});

test('someone is offered to be written to only where they agreed to that', async () => {
	await inNetwork(hikari.network, (db) =>
		setConsents(db, hikari.network, hikari.nakamura.personId, ['network', 'former_manager'])
	);
	expect((await day()).moved).toMatchObject([{ familyName: '中村', mayBeCalled: true }]);
});
