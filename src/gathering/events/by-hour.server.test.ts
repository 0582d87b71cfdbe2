import { beforeAll, describe, expect, test } from 'vitest';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { events } from './events.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin', 'UTC'];

/** Inserts an event that began at an hour of the network's today, or of a day before or after, and lasts some hours. None ends while the test runs. */
const insertEvent = (title: string, days: number, hour: number, hours: number) =>
	own.owner.query(
		`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
		select $1, $2, $3, 'on_site', '本社', begins, begins + make_interval(hours => $6), time_zone
		from network
		cross join (select (extract(minute from now())::int + 30) % 60 as half_hour_away) away
		cross join lateral (
			select (network_today() + $4::int + make_time($5, half_hour_away, 0)) at time zone time_zone as begins
		) x
		where network_id = $1`,
		[hikari.network.networkId, hikari.hashimoto.personId, title, days, hour, hours]
	);

async function titlesOf(when: 'ahead' | 'past'): Promise<string[]> {
	const listed = await readNetwork(hikari.nakamura, (db) =>
		events(db, hikari.nakamura, when, { most: 1000 })
	);
	return listed.map((event) => event.title);
}

/** The titles of all events that have not ended by the database's clock, or that have. */
async function titlesBy(condition: string): Promise<string[]> {
	const { rows } = await own.owner.query<{ title: string }>(`select title from event where ${condition}`);
	return rows.map((row) => row.title).sort();
}

describe('an event', () => {
	test.each(zones)(
		'of any hour is listed until it ends, and among the past ones then: %s',
		async (zone) => {
			await own.owner.query('update network set time_zone = $1', [zone]);
			await own.owner.query('delete from event');
			for (const days of [-1, 0, 1])
				for (let hour = 0; hour < 24; hour++)
					for (const hours of [1, 5, 30])
						await insertEvent(`${days} ${hour} ${hours}`, days, hour, hours);
			expect((await titlesOf('ahead')).sort()).toEqual(await titlesBy('ends_at > now()'));
			expect((await titlesOf('past')).sort()).toEqual(await titlesBy('ends_at <= now()'));
		}
	);

	test('that runs since hours is the first to come', async () => {
		await own.owner.query('delete from event');
		for (const [title, begins, ends] of [
			['午後の会', '-4 hours', '1 hour'],
			['次の会', '2 hours', '3 hours'],
			['終わった会', '-9 hours', '-7 hours']
		])
			await own.owner.query(
				`insert into event (network_id, host_id, title, kind, place, starts_at, ends_at, time_zone)
				values ($1, $2, $3, 'on_site', '本社', now() + $4::interval, now() + $5::interval, 'Asia/Tokyo')`,
				[hikari.network.networkId, hikari.hashimoto.personId, title, begins, ends]
			);
		expect(await titlesOf('ahead')).toEqual(['午後の会', '次の会']);
		expect(await titlesOf('past')).toEqual(['終わった会']);
	});
});
