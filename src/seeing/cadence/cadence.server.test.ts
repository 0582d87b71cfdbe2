import { Temporal } from 'temporal-polyfill';
import { beforeAll, expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { generateNetwork } from '#test/fixtures/generated-network.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { rollUpActive } from './active.server.ts';
import { cadence } from './cadence.server.ts';
import { rollUpCadence } from './tasks.server.ts';

const own = useOwnDatabase();
const networks: Hikari[] = [];

beforeAll(async () => {
	for (const people of [5, 40, 160]) {
		const hikari = await foundHikari(own.owner, `people-${people}`);
		await generateNetwork(own.owner, hikari, people);
		networks.push(hikari);
	}
	for (const { network } of [...networks, ...networks]) {
		await rollUpCadence(network);
		await rollUpActive(network);
	}
});

type Deed = { personId: string; at: Date };

const dayOf = (at: Date) =>
	Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate();
const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });
const today = dayOf(new Date());

async function deedsOf(text: string, { network }: Hikari): Promise<Deed[]> {
	return (await own.owner.query(text, [network.networkId])).rows as Deed[];
}

const visitsOf = (hikari: Hikari) =>
	deedsOf(
		`select t.person_id as "personId", t.happened_at as at
		from touchpoint t join membership mb using (network_id, person_id)
		where t.network_id = $1 and t.kind = 'visited' and mb.roles @> array['alumnus']`,
		hikari
	);
const tellingsOf = (hikari: Hikari) =>
	deedsOf(
		`select published_at as at from change where network_id = $1
		union all select published_at from letter where network_id = $1
		union all select approved_at from story_edition where network_id = $1`,
		hikari
	);

test('visits and news of each week, and what each piece of news did, equal what is counted by hand, at three sizes', async () => {
	for (const hikari of networks) {
		const { weeks, marks } = await cadence(hikari.hashimoto);
		const visits = (await visitsOf(hikari)).map(({ personId, at }) => ({ personId, day: dayOf(at) }));
		const once = [...new Map(visits.map((visit) => [`${visit.personId} ${visit.day}`, visit])).values()];
		const told = (await tellingsOf(hikari)).map(({ at }) => dayOf(at));
		const within = (days: readonly Temporal.PlainDate[], from: Temporal.PlainDate) =>
			days.filter((day) => day.since(from).days >= 0 && day.since(from).days < 7).length;
		expect(weeks).toHaveLength(26);
		for (const { week, ...shown } of weeks) {
			const from = Temporal.PlainDate.from(week);
			expect(from.dayOfWeek).toBe(1);
			expect(shown, week).toMatchObject({
				visits: within(
					once.map(({ day }) => day),
					from
				),
				told: within(told, from)
			});
		}
		expect(marks).toHaveLength(
			told.filter(
				(day) => Temporal.PlainDate.compare(day, Temporal.PlainDate.from(weeks[0]!.week)) >= 0
			).length
		);
		for (const { toldOn, effect } of marks) {
			const day = Temporal.PlainDate.from(toldOn);
			const days = once.map((visit) => visit.day);
			expect(effect).toMatchObject({
				before: within(days, day.subtract({ days: 7 })),
				after: within(days, day)
			});
		}
	}
});

test('days on which nobody counted are counted later, and the last that was counted to its end', async () => {
	const { network, hashimoto } = networks[2]!;
	const before = (await cadence(hashimoto)).weeks;
	const { rowCount } = await own.owner.query(
		`delete from cadence_day where network_id = $1 and day > (now() at time zone 'Asia/Tokyo')::date - 9`,
		[network.networkId]
	);
	expect(rowCount).toBe(9);
	await own.owner.query(
		`update cadence_day
		set visitors = 0
		where network_id = $1
			and day = (now() at time zone 'Asia/Tokyo')::date - 9`,
		[network.networkId]
	);
	await rollUpCadence(network);
	expect((await cadence(hashimoto)).weeks).toEqual(before);
});

test('who is active in 7, 30 and 90 days, today and on each Sunday, equals what is counted by hand', async () => {
	for (const hikari of networks) {
		const { active } = await cadence(hikari.hashimoto);
		const visits = await visitsOf(hikari);
		expect(active.at(-1)!.day).toBe(today.toString());
		expect(active.length).toBeGreaterThanOrEqual(26);
		for (const { day, ...shown } of active) {
			const until = Temporal.PlainDate.from(day);
			expect(until.dayOfWeek === 7 || until.equals(today)).toBe(true);
			const people = (days: number) =>
				new Set(
					visits
						.filter(({ at }) => {
							const ago = until.since(dayOf(at)).days;
							return ago >= 0 && ago < days;
						})
						.map(({ personId }) => personId)
				).size;
			expect(shown).toMatchObject({ inWeek: people(7), inMonth: people(30), inQuarter: people(90) });
		}
	}
});

test('of those who joined in a month, who came in each month after equals what is counted by hand', async () => {
	for (const hikari of networks) {
		const { retention } = await cadence(hikari.hashimoto);
		const members = await deedsOf(
			`select person_id as "personId", joined_at as at from membership
			where network_id = $1 and roles @> array['alumnus']`,
			hikari
		);
		const monthOf = (at: Date) => dayOf(at).with({ day: 1 });
		const visited = new Set(
			(await visitsOf(hikari)).map(({ personId, at }) => `${personId} ${monthOf(at).toString()}`)
		);
		expect(retention.length).toBeGreaterThan(0);
		for (const { joinedIn, monthsAfter, ...shown } of retention) {
			const month = Temporal.PlainDate.from(joinedIn);
			const joined = members.filter(({ at }) => monthOf(at).equals(month));
			const then = month.add({ months: monthsAfter }).toString();
			expect(shown).toEqual({
				members: joined.length,
				visited: joined.filter(({ personId }) => visited.has(`${personId} ${then}`)).length
			});
		}
	}
});

test('weeks begin on the Monday before, and nobody but the desk reads them', async () => {
	const [hikari] = networks;
	const { weeks } = await cadence(hikari!.hashimoto);
	expect(weeks.at(-1)).toMatchObject({ week: monday(today).toString(), isOver: false });
	for (const actor of [hikari!.ishikawa, hikari!.nakamura, hikari!.mori])
		await expect(cadence(actor)).rejects.toThrow(Forbidden);
});
