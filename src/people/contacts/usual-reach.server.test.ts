import { beforeAll, expect, test } from 'vitest';
import { settingsOf } from '#access/settings/settings.server.ts';
import { Forbidden, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { saveUsualReach } from './usual-reach.server.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;
const wish = { quietFrom: '19:00:00', quietUntil: '09:30:00', mailsPerMonth: 2 };

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
});

const reachOf = async (personId: string) =>
	(
		await own.owner.query(
			'select quiet_from, quiet_until, mails_per_month from contact where person_id = $1',
			[personId]
		)
	).rows[0];
const usual = { quiet_from: '21:00:00', quiet_until: '08:00:00', mails_per_month: 4 };
const wished = { quiet_from: '19:00:00', quiet_until: '09:30:00', mails_per_month: 2 };

test('who is no member follows the network’s quiet hours and cap; members keep theirs', async () => {
	await saveUsualReach(ours.hashimoto, 0, wish);
	expect(await reachOf(ours.watanabeId)).toEqual(wished);
	expect(await reachOf(ours.nakamura.personId)).toEqual(usual);
	expect(await reachOf(theirs.watanabeId)).toEqual(usual);
});

test('who is new begins with them', async () => {
	await own.owner.query(`select set_config('okaeri.network_id', $1, false)`, [ours.network.networkId]);
	const { rows } = await own.owner.query(
		`with someone as (
			insert into person (network_id, family_name) values ($1, '新田') returning network_id, person_id
		)
		insert into contact (network_id, person_id, email)
		select network_id, person_id, 'nitta@ours.example.jp' from someone
		returning person_id`,
		[ours.network.networkId]
	);
	expect(await reachOf(rows[0].person_id)).toEqual(wished);
});

test('only the desk and admins set them, and not over what someone else saved', async () => {
	await expect(saveUsualReach(ours.hashimoto, 0, wish)).rejects.toThrow(Stale);
	const revision = (await settingsOf(ours.hashimoto)).revisions.reach;
	for (const someone of [ours.nakamura, ours.mori, ours.ishikawa])
		await expect(saveUsualReach(someone, revision, wish)).rejects.toThrow(Forbidden);
});
