import { beforeEach, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { goRound } from './rounds.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let made = 0;

beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${made++}`);
	await own.owner.query('delete from graphile_worker._private_jobs');
});

/** The names of the jobs that wait for the network. */
async function waiting(): Promise<string[]> {
	const { rows } = await own.owner.query(
		`select task_identifier from graphile_worker.jobs where key like '%' || $1 order by 1`,
		[hikari.network.networkId]
	);
	return rows.map((row) => row.task_identifier as string);
}

async function lastNight(day: string): Promise<void> {
	await own.owner.query(`update network set night_on = ${day} where network_id = $1`, [
		hikari.network.networkId
	]);
}

test('a network that was made today has no night before it', async () => {
	await goRound(hikari.network);
	expect(await waiting()).toEqual([
		'audit.ship',
		'calendars.read',
		'erasures.due',
		'events.remind',
		'hr_imports.look',
		'mail.look_after',
		'polls.close',
		'talks.remind'
	]);
});

test('a new day brings each nightly job once, however many rounds there are', async () => {
	await lastNight('network_today() - 1');
	await goRound(hikari.network);
	expect(await waiting()).toContain('openings.close');
	await own.owner.query('delete from graphile_worker._private_jobs');
	await goRound(hikari.network);
	expect(await waiting()).not.toContain('openings.close');
});

test('nights that were missed are made up for by one', async () => {
	await lastNight('network_today() - 9');
	await goRound(hikari.network);
	expect((await waiting()).filter((job) => job === 'digest.send')).toHaveLength(1);
});

test.each(['Pacific/Kiritimati', 'Asia/Tokyo', 'Asia/Kolkata', 'UTC', 'Pacific/Pago_Pago'])(
	'a day begins at midnight in %s',
	async (zone) => {
		await own.owner.query('update network set time_zone = $2 where network_id = $1', [
			hikari.network.networkId,
			zone
		]);
		const dayThere = `(now() at time zone '${zone}')::date`;
		await lastNight(dayThere);
		await goRound(hikari.network);
		expect(await waiting()).not.toContain('digest.send');
		await lastNight(`${dayThere} - 1`);
		await goRound(hikari.network);
		expect(await waiting()).toContain('digest.send');
	}
);
