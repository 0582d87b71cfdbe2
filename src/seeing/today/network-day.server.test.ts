import { beforeAll, expect, test } from 'vitest';
import { cadence } from '#seeing/cadence/cadence.server.ts';
import { rollUpCadence } from '#seeing/cadence/tasks.server.ts';
import { quadrantBoard } from '#seeing/quadrants/quadrants.server.ts';
import { rollUpQuadrants } from '#seeing/quadrants/tasks.server.ts';
import { dayAt } from '#platform/clock/today.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { waitingToday } from './today.server.ts';

// A network in a time zone where it is another day than in UTC. There is always one: at UTC noon and later the day has
// begun anew in Kiritimati (UTC+14), and before noon it is still yesterday west of the date line (UTC-12).

const own = useOwnDatabase();
const now = new Date();
const timeZone = now.getUTCHours() >= 12 ? 'Pacific/Kiritimati' : 'Etc/GMT+12';
let hikari: Hikari;

beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	await own.owner.query(`update network set time_zone = $1`, [timeZone]);
	await own.owner.query(
		`insert into change (
			network_id, status, title, then_words, now_words, since, reasons, author_id, published_at
		)
		values ($1, 'published', '転勤のない道', '…', '…', '2026-10-01', '{relocation}', $2, now())`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
});

test('the figures of today stand under the network’s own day', async () => {
	await rollUpQuadrants(hikari.network);
	await rollUpQuadrants(hikari.network);
	const { history, total } = await quadrantBoard(hikari.hashimoto);
	expect(history.map((point) => point.day)).toEqual([dayAt(now, timeZone)]);
	expect(total).toBe(2);
});

test('what was told a moment ago was told today', async () => {
	await rollUpCadence(hikari.network);
	const { rows } = await own.owner.query(`select max(day)::text as day from cadence_day where told = 1`);
	expect(rows).toEqual([{ day: dayAt(now, timeZone) }]);
	expect((await cadence(hikari.hashimoto)).told).toMatchObject({ daysSinceChange: 0, toldLately: 1 });
	expect(await waitingToday(hikari.hashimoto)).toMatchObject({ silentDays: 0 });
});

test('who leaves on the network’s own today waits to be invited, and who leaves tomorrow does not yet', async () => {
	const leaveOn = (day: string) =>
		own.owner.query(`update departure set left_on = $1 where person_id = $2`, [day, hikari.watanabeId]);
	await leaveOn(dayAt(now, timeZone));
	expect(await waitingToday(hikari.hashimoto)).toMatchObject({ withoutBasis: 1 });
	await leaveOn(dayAt(new Date(now.getTime() + 86_400_000), timeZone));
	expect(await waitingToday(hikari.hashimoto)).toMatchObject({ withoutBasis: 0 });
});
