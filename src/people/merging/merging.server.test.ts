import type pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { tidyNetwork } from '#access/keeping/tidying.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { insertSecondWatanabe } from '#test/fixtures/second-entry.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { mergedInto, mergePeople, pairToMerge, seenOf, unmergePeople } from './merging.server.ts';
import type { Choices } from './merge.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${++round}`);
});

const keepAll: Choices = { name: 'kept', kana: 'kept', presentCompany: 'kept', address: 'kept' };

const secondWatanabe = () => insertSecondWatanabe(own.owner, hikari);

async function mergeWith(goneId: string, choices = keepAll): Promise<{ sameStays: number }> {
	const pair = await pairToMerge(hikari.hashimoto, hikari.watanabeId, goneId);
	return mergePeople(hikari.hashimoto, {
		keptId: pair.kept.personId,
		goneId: pair.gone.personId,
		seen: seenOf(pair),
		choices
	});
}

async function lastMerge(): Promise<string> {
	const { rows } = await own.owner.query(
		'select merge_id as id from person_merge where network_id = $1 order by merged_at desc limit 1',
		[hikari.network.networkId]
	);
	return rows[0].id;
}

async function stepsKept(): Promise<number> {
	const { rows } = await own.owner.query(
		'select count(*)::int as steps from person_merge_step where network_id = $1',
		[hikari.network.networkId]
	);
	return rows[0].steps;
}

/** Every row of the network, table by table. What is counted on, or is the log itself, is left out. */
async function everything(owner: pg.Client): Promise<Record<string, string[]>> {
	const { rows: tables } = await owner.query<{ name: string }>(`
		select c.oid::regclass::text as name
		from pg_class c
		where c.relnamespace in ('public'::regnamespace, 'directory'::regnamespace)
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and c.relname not in ('audit', 'audit_chain', 'person_merge', 'person_merge_step')
	`);
	const all: Record<string, string[]> = {};
	for (const { name } of tables) {
		const { rows } = await owner.query<{ row: string }>(
			`select (to_jsonb(t) - 'revision')::text as row from ${name} t where network_id = $1 order by 1`,
			[hikari.network.networkId]
		);
		all[name] = rows.map(({ row }) => row);
	}
	return all;
}

describe('two entries that are merged', () => {
	test('say how many stays both had, of which one is left, and the log has it', async () => {
		const goneId = await secondWatanabe();
		expect(await mergeWith(goneId)).toEqual({ sameStays: 1 });
		const { rows } = await own.owner.query(
			`select detail ->> 'sameStays' as same from audit where act = 'person.merge' and network_id = $1`,
			[hikari.network.networkId]
		);
		expect(rows).toEqual([{ same: '1' }]);
	});

	test('are one person, with everything of both', async () => {
		const goneId = await secondWatanabe();
		await mergeWith(goneId, { ...keepAll, name: 'gone', address: 'gone', presentCompany: 'gone' });
		const { kept } = await pairToMerge(hikari.hashimoto, hikari.watanabeId, hikari.mori.personId).catch(
			() => ({ kept: undefined })
		);
		const { rows } = await own.owner.query(
			`select p.family_name, p.present_company, c.email, c.basis
			from person p join contact c using (network_id, person_id)
			where p.person_id = $1`,
			[hikari.watanabeId]
		);
		expect(rows).toEqual([
			{
				family_name: '渡辺',
				present_company: '株式会社あおぞら',
				email: 'naoki@example.jp',
				basis: 'notice'
			}
		]);
		// 森 is a member, so that 森's entry would stay.
		expect(kept?.familyName).toBe('森');
		const { rows: stays } = await own.owner.query(
			`select t.started_on::text as since, t.title, d.is_latest, w.words
			from tenure t
			left join departure d using (network_id, tenure_id)
			left join departure_word w using (network_id, tenure_id)
			where t.person_id = $1
			order by t.started_on`,
			[hikari.watanabeId]
		);
		expect(stays).toEqual([
			{ since: '2011-04-01', title: '主任', is_latest: false, words: '家族の転勤' },
			{ since: '2019-04-01', title: '', is_latest: null, words: null },
			{ since: '2021-01-01', title: '主任', is_latest: true, words: null }
		]);
		const { rows: current } = await own.owner.query(
			'select count(*)::int as all, count(*) filter (where is_current)::int as now from standing where person_id = $1',
			[hikari.watanabeId]
		);
		expect(current).toEqual([{ all: 2, now: 1 }]);
		await expect(pairToMerge(hikari.hashimoto, hikari.watanabeId, goneId)).rejects.toThrow(NotFound);
		expect(await mergedInto(hikari.hashimoto, goneId)).toBe(hikari.watanabeId);
	});
});

describe('a merge that is undone', () => {
	test('leaves two people, row for row as before', async () => {
		const goneId = await secondWatanabe();
		const before = await everything(own.owner);
		await mergeWith(goneId, { ...keepAll, name: 'gone', address: 'gone' });
		expect(await everything(own.owner)).not.toEqual(before);
		await unmergePeople(hikari.hashimoto, await lastMerge());
		expect(await everything(own.owner)).toEqual(before);
		expect(await stepsKept()).toBe(0);
	});

	test('leaves what was written since', async () => {
		const goneId = await secondWatanabe();
		await mergeWith(goneId);
		await own.owner.query(
			`insert into person_note (network_id, person_id, author_id, words) values ($1, $2, $3, 'あとで')`,
			[hikari.network.networkId, hikari.watanabeId, hikari.hashimoto.personId]
		);
		await own.owner.query(`delete from person_tag where person_id = $1`, [hikari.watanabeId]);
		await unmergePeople(hikari.hashimoto, await lastMerge());
		const { rows } = await own.owner.query('select person_id from person_note');
		expect(rows.map((row) => row.person_id)).toContain(hikari.watanabeId);
	});
});

describe('a merge', () => {
	test('stays after 30 days, and what they told before is forgotten', async () => {
		await mergeWith(await secondWatanabe());
		await own.owner.query(`update person_merge set merged_at = now() - interval '31 days'`);
		await expect(unmergePeople(hikari.hashimoto, await lastMerge())).rejects.toThrow(
			new Invalid('too_late_to_undo', 'form')
		);
		expect(await stepsKept()).toBeGreaterThan(0);
		await tidyNetwork(hikari.network);
		expect(await stepsKept()).toBe(0);
	});

	test('is undone in the order in which they were made, the last first', async () => {
		const first = await secondWatanabe();
		await mergeWith(first);
		const firstMerge = await lastMerge();
		const { rows } = await own.owner.query(
			`insert into person (network_id, family_name) values ($1, '渡部') returning person_id as id`,
			[hikari.network.networkId]
		);
		await mergeWith(rows[0].id);
		await expect(unmergePeople(hikari.hashimoto, firstMerge)).rejects.toThrow(
			new Invalid('later_merge_first', 'form')
		);
		await unmergePeople(hikari.hashimoto, await lastMerge());
		await unmergePeople(hikari.hashimoto, firstMerge);
		await expect(unmergePeople(hikari.hashimoto, firstMerge)).rejects.toThrow(NotFound);
	});
});

describe('a merge is refused', () => {
	test('for two members: each has an account', async () => {
		const pair = await pairToMerge(hikari.hashimoto, hikari.nakamura.personId, hikari.igarashi.personId);
		await expect(
			mergePeople(hikari.hashimoto, {
				keptId: pair.kept.personId,
				goneId: pair.gone.personId,
				seen: seenOf(pair),
				choices: keepAll
			})
		).rejects.toThrow(new Invalid('both_members', 'form'));
	});

	test('where one of the entries was changed since the page was made', async () => {
		const goneId = await secondWatanabe();
		const pair = await pairToMerge(hikari.hashimoto, hikari.watanabeId, goneId);
		await own.owner.query(`update person set given_name = '尚樹' where person_id = $1`, [goneId]);
		const wish = { keptId: hikari.watanabeId, goneId, seen: seenOf(pair), choices: keepAll };
		await expect(mergePeople(hikari.hashimoto, wish)).rejects.toThrow(Stale);
	});

	test('for two who meet others at the same time', async () => {
		const goneId = await secondWatanabe();
		await own.owner.query(
			`insert into casual_talk (network_id, alumnus_id, starts_at, ends_at, alumnus_time_zone)
			select $1, id, now() + interval '1 day', now() + interval '1 day 1 hour', 'Asia/Tokyo'
			from unnest($2::uuid[]) id`,
			[hikari.network.networkId, [goneId, hikari.watanabeId]]
		);
		await expect(mergeWith(goneId)).rejects.toThrow(new Invalid('two_people', 'form'));
	});

	test('to whoever does not run the desk, and across networks', async () => {
		const goneId = await secondWatanabe();
		const pair = await pairToMerge(hikari.hashimoto, hikari.watanabeId, goneId);
		const wish = { keptId: hikari.watanabeId, goneId, seen: seenOf(pair), choices: keepAll };
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(mergePeople(actor, wish)).rejects.toThrow(Forbidden);
		const other = await foundHikari(own.owner, `other-${round}`);
		await expect(mergePeople(other.hashimoto, wish)).rejects.toThrow(NotFound);
	});
});

test('a member’s entry stays and their sign-in address with it, whichever was named first', async () => {
	const goneId = await secondWatanabe();
	const pair = await pairToMerge(hikari.hashimoto, goneId, hikari.nakamura.personId);
	expect(pair.kept.personId).toBe(hikari.nakamura.personId);
	await mergePeople(hikari.hashimoto, {
		keptId: hikari.nakamura.personId,
		goneId,
		seen: seenOf(pair),
		choices: { ...keepAll, address: 'gone' }
	});
	const { rows } = await own.owner.query('select email from contact where person_id = $1', [
		hikari.nakamura.personId
	]);
	expect(rows).toEqual([{ email: `nakamura@hikari-${round}.example.jp` }]);
});
