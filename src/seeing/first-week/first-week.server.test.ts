import { beforeAll, expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { firstWeek } from './first-week.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});
const done = async () =>
	(await firstWeek(hikari.hashimoto))?.filter((one) => one.isDone).map(({ step }) => step);

test('a new network sees what it has; an event ahead is ticked by itself, and one that was called off is not', async () => {
	expect(await done()).toEqual(['name', 'people', 'executive']);
	await own.owner.query(
		`insert into event (network_id, host_id, title, kind, starts_at, ends_at, time_zone)
		values ($1, $2, '同窓会', 'online', now() + interval '1 day', now() + interval '25 hours', 'Asia/Tokyo')`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
	expect(await done()).toEqual(['name', 'people', 'executive', 'event']);
	await own.owner.query(`update event set state = 'cancelled'`);
	expect(await done()).toEqual(['name', 'people', 'executive']);
});

test('whoever founded it by a command is still called by an address, until they say their name', async () => {
	const { personId } = hikari.hashimoto;
	const call = (name: string) =>
		own.owner.query(
			`update person set family_name = coalesce(nullif($2, ''), (select split_part(email, '@', 1) from contact where person_id = $1))
			where person_id = $1`,
			[personId, name]
		);
	await call('');
	expect(await done()).toEqual(['people', 'executive']);
	await call('橋本');
	expect(await done()).toEqual(['name', 'people', 'executive']);
});

test('only the desk sees it', async () => {
	for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		await expect(firstWeek(actor)).rejects.toThrow(Forbidden);
});

test('after the first wave the path is over, whatever is missing', async () => {
	await own.owner.query(
		`insert into invitation_wave (network_id, called, made_by, size) values ($1, '第1回', $2, 2)`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
	expect(await firstWeek(hikari.hashimoto)).toBeUndefined();
});
