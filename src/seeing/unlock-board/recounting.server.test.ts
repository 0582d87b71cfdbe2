import { beforeAll, expect, test } from 'vitest';
import { countPhrases, fewestWhoSay } from '#people/departures/phrases.server.ts';
import { reasonsNoChangeAnswers } from '#people/departures/reason.ts';
import { quadrants } from '#people/standings/standing.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { generateNetwork } from '#test/fixtures/generated-network.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { peopleHeldBack } from './people.server.ts';
import { rollUpUnlocks } from './tasks.server.ts';
import { unlockBoard } from './unlock-board.server.ts';

const own = useOwnDatabase();
const networks: Hikari[] = [];

beforeAll(async () => {
	for (const people of [5, 40, 160]) {
		const hikari = await foundHikari(own.owner, `people-${people}`);
		await generateNetwork(own.owner, hikari, people);
		await rollUpUnlocks(hikari.network);
		networks.push(hikari);
	}
});

type Naming = {
	personId: string;
	code: string;
	isMember: boolean;
	isEmployed: boolean;
	said: boolean;
	quadrant: string;
	wants: string;
	heard: boolean;
};

/** Each reason that someone names, a row each time, as the tables have it. */
async function namings({ network }: Hikari): Promise<Naming[]> {
	const { rows } = await own.owner.query(
		`select d.person_id as "personId", x.code, x.said,
			exists (
				select from membership mb where mb.person_id = d.person_id and mb.roles @> array['alumnus']
			) as "isMember",
			exists (select from tenure t where t.person_id = d.person_id and t.ended_on is null) as "isEmployed",
			coalesce(s.quadrant, 'unknown') as quadrant, coalesce(s.wants_to_return, 'unknown') as wants,
			exists (
				select from match m
				where m.person_id = d.person_id and coalesce(m.mailed_at, m.read_at) is not null
					and exists (select from change c where c.change_id = m.change_id and x.code = any (c.reasons))
			) as heard
		from departure d
		join (
			select tenure_id, code, view, false as said from departure_reason
			union all select tenure_id, code, null, true from unlock
		) x on x.tenure_id = d.tenure_id and coalesce(x.view, d.counting_view) = d.counting_view
		left join standing s on s.person_id = d.person_id and s.is_current
		where d.network_id = $1 and d.is_latest`,
		[network.networkId]
	);
	return rows as Naming[];
}

const countPeople = (all: readonly Naming[]) => new Set(all.map(({ personId }) => personId)).size;

test('each figure of the board equals what is counted by hand, at three sizes, and names no restricted reason', async () => {
	for (const hikari of networks) {
		const all = (await namings(hikari)).filter(({ isMember, isEmployed }) => isMember || !isEmployed);
		const { rows } = await unlockBoard(hikari.hashimoto);
		const codes = new Set(all.map(({ code }) => code)).difference(
			new Set(['harassment', 'health', 'no_answer'])
		);
		expect(new Set(rows.map(({ code }) => code))).toEqual(codes);
		for (const row of rows) {
			const these = all.filter(({ code }) => code === row.code);
			const members = these.filter(({ isMember }) => isMember);
			expect(row, row.code).toMatchObject({
				leavers: countPeople(these),
				people: countPeople(members),
				wouldReturn: countPeople(members.filter(({ said, wants }) => said && wants === 'yes')),
				waiting: countPeople(members.filter(({ heard }) => !heard)),
				byQuadrant: Object.fromEntries(
					quadrants.map((one) => [
						one,
						countPeople(members.filter(({ quadrant }) => quadrant === one))
					])
				)
			});
		}
	}
});

test('the order follows who still waits to be told; what no change can answer comes last', async () => {
	const { rows } = await unlockBoard(networks.at(-1)!.hashimoto);
	const apart = rows.findIndex(({ code }) => reasonsNoChangeAnswers.includes(code));
	expect(apart).toBeGreaterThan(0);
	expect(rows.slice(apart).every(({ code }) => reasonsNoChangeAnswers.includes(code))).toBe(true);
	for (const part of [rows.slice(0, apart), rows.slice(apart)]) {
		const waiting = part.map((row) => row.waiting!);
		expect(waiting).toEqual(waiting.toSorted((a, b) => b - a));
	}
});

test('the numbers lead to as many people, for the desk alone, with a line in the audit log; restricted reasons lead nowhere', async () => {
	const hikari = networks[1]!;
	const { rows } = await unlockBoard(hikari.hashimoto);
	for (const row of rows) {
		for (const [group, total] of [
			['leavers', row.leavers],
			['members', row.people],
			['waiting', row.waiting]
		] as const)
			expect((await peopleHeldBack(hikari.hashimoto, row.code, { group })).total).toBe(total);
		const tied = await peopleHeldBack(hikari.hashimoto, row.code, { group: 'members', quadrant: 'tied' });
		expect(tied.people).toHaveLength(row.byQuadrant.tied!);
	}
	const { rows: looks } = await own.owner.query(
		`select count(*)::int as n from audit where network_id = $1 and act = 'unlock.people'`,
		[hikari.network.networkId]
	);
	expect(looks[0].n).toBe(rows.length * 4);
	for (const code of ['harassment', 'health', 'no_answer', 'nonsense'])
		await expect(peopleHeldBack(hikari.hashimoto, code, { group: 'leavers' })).rejects.toThrow(NotFound);
	for (const actor of [hikari.ishikawa, hikari.nakamura, hikari.mori])
		await expect(peopleHeldBack(actor, 'pay', { group: 'members' })).rejects.toThrow(Forbidden);
	const elsewhere = await peopleHeldBack(networks[0]!.hashimoto, 'pay', { group: 'leavers' });
	const there = new Set((await namings(networks[0]!)).map(({ personId }) => personId));
	expect(elsewhere.people.every(({ personId }) => there.has(personId))).toBe(true);
});

test('pages follow each other: nobody stands on two, nobody is left out, and one that nobody counted says so', async () => {
	const { hashimoto, network } = networks[2]!;
	await own.owner.query(
		`insert into unlock (network_id, tenure_id, code, person_id)
		select network_id, tenure_id, 'pay', person_id
		from departure
		where network_id = $1
			and is_latest
			and counting_view is not null
		on conflict do nothing`,
		[network.networkId]
	);
	await rollUpUnlocks(network);
	const named = (await namings(networks[2]!)).filter((one) => one.code === 'pay');
	const leavers = named.filter(({ isMember, isEmployed }) => isMember || !isEmployed);
	expect(countPeople(leavers)).toBeGreaterThan(100);
	const walk = async (asked: Omit<Parameters<typeof peopleHeldBack>[2], 'after'>) => {
		const pages = [await peopleHeldBack(hashimoto, 'pay', asked)];
		while (pages.at(-1)!.next)
			pages.push(await peopleHeldBack(hashimoto, 'pay', { ...asked, after: pages.at(-1)!.next }));
		return pages;
	};
	const pages = await walk({ group: 'leavers' });
	const seen = pages.flatMap(({ people }) => people.map(({ personId }) => personId));
	expect(pages.length).toBeGreaterThan(1);
	expect(seen.toSorted()).toEqual([...new Set(leavers.map(({ personId }) => personId))].toSorted());
	expect(pages.map(({ total }) => total)).toEqual(pages.map(() => seen.length));
	const [unknown] = await walk({ group: 'leavers', quadrant: 'unknown' });
	const fits = countPeople(leavers.filter(({ quadrant }) => quadrant === 'unknown'));
	expect(unknown!.people).toHaveLength(Math.min(fits, 100));
	expect(unknown!.total).toBe(fits > 100 ? null : fits);
});

test('a phrase is shown from five people on, to the desk, and never from someone with a restricted reason', async () => {
	const hikari = networks[2]!;
	const { networkId } = hikari.network;
	const say = async (words: string, people: number, isRestricted: boolean) =>
		own.owner.query(
			`insert into departure_word (network_id, tenure_id, view, words, said_on)
			select d.network_id, d.tenure_id, d.counting_view, $2, d.left_on
			from departure d
			where d.network_id = $1
				and d.is_latest
				and d.counting_view <> 'desk'
				and $4 = exists (
					select from departure_reason r
					where r.tenure_id = d.tenure_id and r.code in ('harassment', 'health')
				)
				and not exists (select from departure_word w where w.tenure_id = d.tenure_id)
			order by d.tenure_id
			limit $3`,
			[networkId, words, people, isRestricted]
		);
	await say('転勤の辞令が出たため退職しました。', fewestWhoSay, false);
	await say('給料が安かったので辞めました。', fewestWhoSay - 1, false);
	await say('残業が多くて続けられませんでした。', fewestWhoSay + 3, true);
	await countPhrases(hikari.network);
	await countPhrases(hikari.network);
	const { rows: kept } = await own.owner.query(
		'select code, phrase, people from unlock_phrase where network_id = $1',
		[networkId]
	);
	expect(kept.length).toBeGreaterThan(0);
	for (const { code, people } of kept) expect([code, people]).toEqual(['relocation', fewestWhoSay]);
	const ofRelocation = (rows: Awaited<ReturnType<typeof unlockBoard>>['rows']) =>
		rows.find(({ code }) => code === 'relocation')?.phrases ?? [];
	expect(ofRelocation((await unlockBoard(hikari.hashimoto)).rows)).toHaveLength(kept.length);
	expect(ofRelocation((await unlockBoard(hikari.ishikawa)).rows)).toEqual([]);
});
