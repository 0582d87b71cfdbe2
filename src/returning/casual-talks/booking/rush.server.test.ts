import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { saveHosting } from '../hosting/hosting.server.ts';
import { SlotTaken, bookTalk } from './booking.server.ts';
import { hostToTalk } from './hosts.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '19:00' }));
	await saveHosting(hikari.mori, openAtNoon({ hours }));
});

async function makePeople(count: number): Promise<Actor[]> {
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query<{ person_id: string }>(
		`insert into person (network_id, family_name, given_name)
		select $1, '人', n::text from generate_series(1, $2::int) n
		returning person_id`,
		[networkId, count]
	);
	await own.owner.query(
		`insert into contact (network_id, person_id, email, basis, basis_on)
		select $1, id, 'p' || n || '@example.jp', 'joined', network_today()
		from unnest($2::uuid[]) with ordinality x(id, n)`,
		[networkId, rows.map((row) => row.person_id)]
	);
	return rows.map((row) => ({ ...hikari.nakamura, personId: row.person_id }));
}

test('200 people book the same 20 times at once: 20 get one each, 180 are offered others, and nothing is half made', async () => {
	const { networkId } = hikari.network;
	const people = await makePeople(200);
	const wanted = (await hostToTalk(hikari.nakamura, hikari.mori.personId))!.slots.slice(0, 20);
	expect(wanted).toHaveLength(20);
	const tries = await Promise.allSettled(
		people.map((one, at) =>
			bookTalk(
				one,
				{ host: hikari.mori.personId },
				{ startsAt: wanted[at % 20]!, way: 'online', telephone: '', wish: '' }
			)
		)
	);

	const got = tries.filter((one) => one.status === 'fulfilled');
	const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as SlotTaken] : []));
	expect(got).toHaveLength(20);
	expect(refused).toHaveLength(180);
	const taken = new Set(
		(
			await own.owner.query(`select starts_at from casual_talk where network_id = $1`, [networkId])
		).rows.map((row) => Number(row.starts_at))
	);
	expect([...taken].sort()).toEqual(wanted.map(Number).sort());
	for (const one of refused) {
		expect(one).toBeInstanceOf(SlotTaken);
		expect(one.others.length).toBeGreaterThan(0);
	}
	// What was offered at the end is free in truth.
	expect(refused.at(-1)!.others.some((other) => !taken.has(Number(other)))).toBe(true);
	const counts = await own.owner.query(
		`select
			(select count(*)::int from casual_talk) as talks,
			(select count(*)::int from casual_talk_host) as hosts,
			(select count(*)::int from touchpoint where kind = 'talk_booked') as touchpoints,
			(select count(*)::int from mail) as mails`
	);
	expect(counts.rows[0]).toEqual({ talks: 20, hosts: 20, touchpoints: 20, mails: 40 });
}, 120_000);
