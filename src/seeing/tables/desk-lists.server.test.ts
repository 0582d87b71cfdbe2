import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { cancelMails, sendMailsAgain } from '#access/outbox/undecided.server.ts';
import { may, roles } from '#access/policy/policy.ts';
import { resumeWaves, stopWaves } from '#people/invitations/batches.server.ts';
import { numberOfNextWave } from '#people/invitations/waves.server.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { closeOpenings, confirmOpenings } from '#returning/openings/some.server.ts';
import { draftOpening, openOpening } from '#returning/openings/openings.server.ts';
import { applications } from '#seeing/application-list/application-list.server.ts';
import { events } from '#seeing/event-list/event-list.server.ts';
import { openings } from '#seeing/opening-list/opening-list.server.ts';
import { mails } from '#seeing/mail-list/mail-list.server.ts';
import { outreach } from '#seeing/outreach-list/outreach-list.server.ts';
import { lookAtPeople } from '#seeing/people-list/looking.server.ts';
import { rehires } from '#seeing/rehire-list/rehire-list.server.ts';
import { talks } from '#seeing/talk-list/talk-list.server.ts';
import { waves } from '#seeing/wave-list/wave-list.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { fullOpening } from '#test/fixtures/openings.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import type { DeskList } from './desk-list.server.ts';
import { many, seeds } from './desk-lists.fixture.ts';
import { exportList, idsChosen, lookAt } from './looking.server.ts';
import { saveView } from './views.server.ts';
import { streamOf } from './writing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;

beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
	await own.owner.query(`create temporary table many as select n from generate_series(1, ${many}) n`);
	for (const seed of seeds) await plant(seed);
});

async function plant(seed: string): Promise<void> {
	const ids: Record<string, string> = {
		network: hikari.network.networkId,
		company: hikari.parentId,
		hashimoto: hikari.hashimoto.personId,
		mori: hikari.mori.personId,
		nakamura: hikari.nakamura.personId
	};
	await own.owner.query(seed.replace(/#(\w+)/g, (_, name: string) => `'${ids[name]}'::uuid`));
}

type Any = DeskList<never>;
/** Each list, how many rows it has, and words that find one person's rows. */
const lists: [name: string, list: Any, rows: number, words: string][] = [
	['events', events as unknown as Any, many, '集い 55'],
	['openings', openings as unknown as Any, many, '設計 55'],
	['applications', applications as unknown as Any, many, 'なかむら'],
	['talks', talks as unknown as Any, many, '森'],
	['outreach', outreach as unknown as Any, many, '中村'],
	['rehires', rehires as unknown as Any, many, 'sakura nakamura'],
	['waves', waves as unknown as Any, many, '第55'],
	['outbox', mails as unknown as Any, many, 'leaver55@']
];
const queryOf = (query: string) => new URLSearchParams(query);
const steward = () => hikari.hashimoto;
const columnsIn = (list: Any) => list.list(steward()).columns;

describe.each(lists)('the list of %s', (name, list, count, words) => {
	test('is walked through in any order with nothing twice and nothing left out', async () => {
		for (const { key, sort } of columnsIn(list))
			for (const way of sort ? ['', '-'] : []) {
				const seen: string[] = [];
				for (let at: string | null = `?sort=${way}${key}`; at;) {
					const page: Awaited<ReturnType<typeof lookAt>> = await lookAt(
						steward(),
						list,
						queryOf(at.slice(1))
					);
					seen.push(...page.rows.map(({ id }) => id));
					expect(page.total).toBe(count);
					at = page.next;
				}
				expect([key, seen.length, new Set(seen).size]).toEqual([key, count, count]);
			}
	});

	test('is narrowed by each of its columns and found by words', async () => {
		for (const { key, filter } of columnsIn(list)) {
			if (!filter) continue;
			const options = (await lookAt(steward(), list, queryOf('sort=x'))).filters.find(
				(shown) => shown.key === key
			)!.options;
			const asked =
				filter.kind === 'choice'
					? options.map(({ value }) => `${key}=${value}`)
					: filter.kind === 'words'
						? [`${key}=nothing`]
						: [`${key}From=2199-01-01`, `${key}To=1999-01-01`];
			const totals = [];
			for (const query of asked) totals.push((await lookAt(steward(), list, queryOf(query))).total);
			const whole = totals.reduce((sum, total) => sum + total, 0);
			expect([key, whole]).toEqual([key, filter.kind === 'choice' ? count : 0]);
		}
		const found = await lookAt(steward(), list, queryOf(`q=${words}&sort=x`));
		expect(found.total).toBe(words.includes('55') ? 1 : count);
		for (const odd of ["'); --", '%', '\\', '\u0000', 'nobody at all']) {
			const { total } = await lookAt(steward(), list, new URLSearchParams({ q: odd }));
			if (odd === 'nobody at all') expect(total).toBe(0);
		}
	});
});

describe.each(lists)('the list of %s', (name, list, count) => {
	test('is for whom the policy names, and no other network', async () => {
		const outsiders: Actor[] = roles
			.map((role) => ({ ...hikari.mori, roles: [role] }))
			.filter((actor) => !may(actor, list.permission));
		expect(outsiders.length).toBeGreaterThan(3);
		for (const actor of outsiders) {
			const chosen = { rows: [], isAll: true, query: queryOf('') };
			await expect(lookAt(actor, list, queryOf(''))).rejects.toThrow(Forbidden);
			await expect(idsChosen(actor, list, chosen, 9)).rejects.toThrow(Forbidden);
			await expect(exportList(actor, list, chosen, 'csv')).rejects.toThrow(Forbidden);
			await expect(saveView(actor, list, 'x', '')).rejects.toThrow(Forbidden);
		}
		const ours = await idsChosen(steward(), list, { rows: [], isAll: true, query: queryOf('') }, 9);
		expect(ours.length).toBe(9);
		const stolen = { rows: ours, isAll: false, query: queryOf('') };
		expect((await lookAt(theirs.hashimoto, list, queryOf('sort=x'))).total).toBe(0);
		const file = await exportList(theirs.hashimoto, list, stolen, 'json');
		expect(JSON.parse(await text(streamOf('json', file)))).toEqual([]);
	});

	test('is taken away as it is shown, whole or what was ticked, and that is on record', async () => {
		const [ticked] = await idsChosen(steward(), list, { rows: [], isAll: true, query: queryOf('') }, 1);
		for (const [rows, lines] of [
			[[], count],
			[[ticked!], 1]
		] as const) {
			const chosen = { rows, isAll: false, query: queryOf('sort=x') };
			const csv = await text(streamOf('csv', await exportList(steward(), list, chosen, 'csv')));
			expect(csv.trimEnd().split('\r\n')).toHaveLength(lines + 1);
			expect(csv).not.toMatch(/評価制度|meet\.example|転勤のこと/);
		}
		const { rows } = await own.owner.query(
			`select detail ->> 'ticked' as ticked from audit
			where network_id = $1 and act = $2 and detail ->> 'list' = $3 order by number`,
			[hikari.network.networkId, list.exported.as, name]
		);
		expect(rows).toEqual([{ ticked: '0' }, { ticked: '1' }]);
	});
});

test('talks that are over, what a talk is about and where it is held are in no list of the desk', async () => {
	const page = await lookAt(hikari.hashimoto, talks, queryOf(columnsOf(talks)));
	expect(page.total).toBe(many);
	expect(JSON.stringify(page)).not.toMatch(/評価制度|secret/);
});

const columnsOf = <R>(list: DeskList<R>) =>
	list
		.list(hikari.hashimoto)
		.columns.map(({ key }) => `col=${key}`)
		.join('&');

test('several openings are confirmed or closed at once, each of the own network only', async () => {
	const { networkId } = hikari.network;
	const mine = await draftOpening(hikari.hashimoto, fullOpening(hikari));
	await openOpening(hikari.hashimoto, mine, 1);
	await own.owner.query(`update opening set checked_on = '2020-01-01' where opening_id = $1`, [mine]);
	for (const change of [confirmOpenings, closeOpenings]) {
		await expect(change(hikari.mori, [mine])).rejects.toThrow(Forbidden);
		expect(await change(theirs.hashimoto, [mine])).toBe(0);
		expect(await change(hikari.hashimoto, [mine])).toBe(1);
	}
	expect(await closeOpenings(hikari.hashimoto, [mine])).toBe(0);
	expect(await confirmOpenings(hikari.hashimoto, [mine])).toBe(0);
	const { rows } = await own.owner.query(
		`select o.closed_why, o.checked_on = network_today() as is_checked,
			(select count(*)::int from audit a where a.act = 'opening.close' and a.subject_id = o.opening_id) as noted
		from opening o
		where o.network_id = $1 and o.opening_id = $2`,
		[networkId, mine]
	);
	expect(rows).toEqual([{ closed_why: 'desk', is_checked: true, noted: 1 }]);
});

test('waves lead to the people whom they invited, and stop and go on several at once', async () => {
	expect(await numberOfNextWave(hikari.hashimoto)).toBe(many + 1);
	await expect(numberOfNextWave(hikari.mori)).rejects.toThrow(Forbidden);
	const [row] = (await lookAt(hikari.hashimoto, waves, queryOf('state=stopped'))).rows;
	const people = await lookAtPeople(hikari.hashimoto, queryOf(row!.href!.split('?')[1]!), '');
	expect(people.rows.map(({ id }) => id)).toEqual([hikari.nakamura.personId]);
	for (const change of [resumeWaves, stopWaves]) {
		await expect(change(hikari.mori, [row!.id])).rejects.toThrow(Forbidden);
		expect(await change(theirs.hashimoto, [row!.id])).toBe(0);
	}
	expect(await resumeWaves(hikari.hashimoto, [row!.id])).toBe(1);
	expect(await resumeWaves(hikari.hashimoto, [row!.id])).toBe(0);
});

test('several mails are sent again or taken back at once: those with which that can be done', async () => {
	const all = { rows: [], isAll: true, query: queryOf('state=trouble') };
	const ids = await idsChosen(hikari.hashimoto, mails, all, 1000);
	for (const change of [sendMailsAgain, cancelMails]) {
		await expect(change(hikari.mori, ids)).rejects.toThrow(Forbidden);
		expect(await change(theirs.hashimoto, ids)).toBe(0);
	}
	expect(ids).toHaveLength(22);
	expect(await sendMailsAgain(hikari.hashimoto, ids), 'their bodies are gone').toBe(0);
	expect(await cancelMails(hikari.hashimoto, ids)).toBe(22);
	expect(await cancelMails(hikari.hashimoto, ids)).toBe(0);
});
