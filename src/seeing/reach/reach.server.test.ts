import { beforeAll, expect, test } from 'vitest';
import { reasons } from '#people/departures/reason.ts';
import { Forbidden } from '#platform/http/failures.ts';
import { boundsOf } from '#seeing/published/figures.ts';
import { publishFigures } from '#seeing/published/tasks.server.ts';
import { rollUpQuadrants } from '#seeing/quadrants/tasks.server.ts';
import { generateNetwork, type Generated } from '#test/fixtures/generated-network.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { reachOfAll, reachOfThing } from './reach.server.ts';
import { steps, thingKinds, type Steps, type ThingKind } from './reach.ts';
import { rollUpReach } from './tasks.server.ts';

const own = useOwnDatabase();
const networks: { hikari: Hikari; generated: Generated }[] = [];

beforeAll(async () => {
	for (const people of [6, 40, 160]) {
		const hikari = await foundHikari(own.owner, `people-${people}`);
		const generated = await generateNetwork(own.owner, hikari, people);
		await rollUpReach(hikari.network);
		await rollUpReach(hikari.network);
		networks.push({ hikari, generated });
	}
});

type Raw = { personId: string; delivered: boolean; readAt: Date | null; answered: boolean };

const rowsOf = async <T>(text: string, values: unknown[]) =>
	(await own.owner.query(text, values)).rows as T[];

/** What the tables say of one thing, a row each, as someone would write it down who counts by hand. */
async function rawOf(networkId: string, kind: ThingKind, id: string): Promise<Raw[]> {
	const notified = { letter: 'letter', story: 'story', opening: 'opening', event: 'event_announced' };
	const found: Raw[] = [];
	const add = async (text: string, read: (row: Record<string, Date | null>) => Omit<Raw, 'personId'>) => {
		for (const row of await rowsOf<Record<string, Date | null>>(text, [networkId, id]))
			found.push({ personId: String(row.person_id), ...read(row) });
	};
	const read = (at: Date | null, answered = false) => ({ delivered: true, readAt: at, answered });
	if (kind === 'change')
		await add('select * from match where network_id = $1 and change_id = $2', (row) => ({
			delivered: Boolean(row.mailed_at ?? row.seen_at),
			readAt: row.read_at!,
			answered: false
		}));
	else
		await add(
			`select * from notification where network_id = $1 and subject_id = $2 and kind = '${notified[kind]}'`,
			(row) => ({
				delivered: Boolean(row.mail_written_at ?? row.seen_at),
				readAt: kind === 'event' ? row.seen_at! : null,
				answered: false
			})
		);
	const reading = { letter: 'letter_reader', story: 'story_reader' };
	if (kind === 'letter' || kind === 'story')
		await add(`select * from ${reading[kind]} where network_id = $1 and ${kind}_id = $2`, (row) =>
			read(row.read_at!)
		);
	if (kind === 'event')
		await add('select * from event_reply where network_id = $1 and event_id = $2', (row) =>
			read(row.replied_at!, true)
		);
	if (kind !== 'opening') return found;
	await add('select * from opening_told where network_id = $1 and opening_id = $2', () => ({
		delivered: false,
		readAt: null,
		answered: false
	}));
	await add(
		`select * from touchpoint where network_id = $1 and subject_id = $2 and kind = 'opening_read'`,
		(row) => read(row.happened_at!)
	);
	await add('select * from application where network_id = $1 and opening_id = $2', (row) =>
		read(row.applied_at!, true)
	);
	return found;
}

type Deed = { personId: string; at: Date };
type Trait = { personId: string; key: string };

async function traitsOf(networkId: string): Promise<Record<'quadrant' | 'reason', Trait[]>> {
	const restricted = [...reasons.filter((one) => one.restricted).map((one) => one.code), 'no_answer'];
	return {
		quadrant: await rowsOf(
			`select mb.person_id as "personId", coalesce(s.quadrant, 'unknown') as key
			from membership mb left join standing s on s.person_id = mb.person_id and s.is_current
			where mb.network_id = $1`,
			[networkId]
		),
		reason: await rowsOf(
			`select d.person_id as "personId", r.code as key
			from departure d join departure_reason r using (network_id, tenure_id)
			where d.network_id = $1 and r.view = d.counting_view and r.code <> all ($2)`,
			[networkId, restricted]
		)
	};
}

/** The steps of these people, counted one by one. */
function counted(raw: readonly Raw[], answers: readonly Deed[], talks: readonly Deed[]): Steps {
	const people = Object.groupBy(raw, ({ personId }) => personId);
	const count: Record<string, number> = { told: 0, delivered: 0, read: 0, answered: 0, talked: 0 };
	for (const [personId, rows] of Object.entries(people)) {
		const reads = rows!.flatMap(({ readAt }) => (readAt ? [readAt.getTime()] : []));
		const readAt = reads.length > 0 ? Math.min(...reads) : undefined;
		const within = (deeds: readonly Deed[], days: number) =>
			readAt !== undefined &&
			deeds.some(
				(deed) =>
					deed.personId === personId &&
					deed.at.getTime() >= readAt &&
					deed.at.getTime() <= readAt + days * 86_400_000
			);
		count.told!++;
		if (readAt !== undefined || rows!.some(({ delivered }) => delivered)) count.delivered!++;
		if (readAt === undefined) continue;
		count.read!++;
		if (rows!.some(({ answered }) => answered) || within(answers, 14)) count.answered!++;
		if (within(talks, 30)) count.talked!++;
	}
	return count as Steps;
}

test('each step of each thing equals what is counted by hand, in all, by quadrant and by reason, at three sizes', async () => {
	let compared = 0;
	for (const { hikari, generated } of networks) {
		const { networkId } = hikari.network;
		const answers = await rowsOf<Deed>(
			`select person_id as "personId", happened_at as at from touchpoint
			where network_id = $1 and kind in ('wrote_desk', 'standing_said', 'reasons_said', 'wished', 'applied')`,
			[networkId]
		);
		const talks = await rowsOf<Deed>(
			`select alumnus_id as "personId", booked_at as at from casual_talk where network_id = $1 and state <> 'cancelled'`,
			[networkId]
		);
		const traits = await traitsOf(networkId);
		for (const kind of thingKinds)
			for (const id of generated.things[kind]) {
				const raw = await rawOf(networkId, kind, id);
				const reach = await reachOfThing(hikari.hashimoto, id);
				expect(reach.all, kind).toEqual(counted(raw, answers, talks));
				for (const [split, shown] of [
					['quadrant', reach.byQuadrant],
					['reason', reach.byReason]
				] as const) {
					const byKey = Object.groupBy(traits[split], ({ key }) => key);
					const wanted = Object.entries(byKey).flatMap(([key, having]) => {
						const those = new Set(having!.map(({ personId }) => personId));
						const rows = raw.filter(({ personId }) => those.has(personId));
						return rows.length > 0 ? [[key, counted(rows, answers, talks)]] : [];
					});
					expect(Object.fromEntries(shown.map((row) => [row.key, row.steps]))).toEqual(
						Object.fromEntries(wanted)
					);
					compared += wanted.length;
				}
			}
	}
	expect(compared).toBeGreaterThan(100);
});

test('no restricted reason and nobody without membership is counted', async () => {
	const { rows } = await own.owner.query(
		`select count(*)::int as n from reach_tally where key in ('harassment', 'health', 'no_answer')`
	);
	expect(rows[0].n).toBe(0);
	for (const { hikari, generated } of networks)
		for (const { steps: all } of (await reachOfAll(hikari.hashimoto)).told)
			expect(all.told ?? 0).toBeLessThanOrEqual(generated.members.length);
});

test('management reads it as published: rounded, no figure under five, never split up; others read nothing', async () => {
	const [small, , last] = networks;
	const { hikari, generated } = last!;
	await rollUpQuadrants(hikari.network);
	await publishFigures(hikari.network);
	const exact = new Map(
		(await reachOfAll(hikari.hashimoto)).told.map((thing) => [thing.subjectId, thing.steps])
	);
	const { told, isPublished } = await reachOfAll(hikari.ishikawa);
	expect(isPublished).toBe(true);
	expect(told.some(({ steps: all }) => (all.told ?? 0) >= 50)).toBe(true);
	for (const { subjectId, steps: shown } of told)
		for (const step of steps) {
			const figure = shown[step];
			if (figure === undefined) continue;
			expect(figure % 5).toBe(0);
			const { from, until } = boundsOf(figure);
			expect(exact.get(subjectId)![step]).toBeGreaterThanOrEqual(from);
			expect(exact.get(subjectId)![step]).toBeLessThanOrEqual(until);
		}
	const letter = generated.things.letter[0]!;
	expect(await reachOfThing(hikari.ishikawa, letter)).toMatchObject({
		isPublished: true,
		byQuadrant: [],
		byReason: []
	});
	for (const actor of [hikari.nakamura, hikari.mori]) {
		await expect(reachOfAll(actor)).rejects.toThrow(Forbidden);
		await expect(reachOfThing(actor, letter)).rejects.toThrow(Forbidden);
	}
	const elsewhere = await reachOfThing(small!.hikari.hashimoto, letter);
	expect(elsewhere.all, 'of another network').toBeUndefined();
});
