import { beforeEach, describe, expect, test } from 'vitest';
import { readNetwork } from '#platform/database/network.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { currentStanding } from '#people/standings/standings.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { askPulses } from './asking.server.ts';
import { answerPulse, pulseBy, tapStanding, tapUnlock } from './pulses.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	await own.owner.query('update contact set pulse_due_on = network_today()');
});

type Mail = { body_text: string; list: string };
const mails = async (address = `nakamura@round-${round}.example.jp`) => {
	const { rows } = await own.owner.query<Mail>(
		`select body_text, list from mail where address = $1 and kind = 'pulse'`,
		[address]
	);
	return rows;
};
const token = async () => /\/pulse\/([\w-]+)\?say=tied/.exec((await mails())[0]!.body_text)![1]!;
const standing = (personId: string) => readNetwork(hikari.network, (db) => currentStanding(db, personId));
const dueIn = async () => {
	const { rows } = await own.owner.query<{ days: number }>(
		'select pulse_due_on - network_today() as days from contact where person_id = $1',
		[hikari.nakamura.personId]
	);
	return rows[0]!.days;
};

describe('the short question by mail', () => {
	test('asks members who agreed to mail about returning, once until their turn comes again', async () => {
		await askPulses(hikari.network);
		await askPulses(hikari.network);
		expect(await mails()).toHaveLength(1);
		expect(await mails(`watanabe@round-${round}.example.jp`)).toEqual([]);
		expect(await mails(`mori@round-${round}.example.jp`)).toEqual([]);
		expect(await dueIn()).toBe(180); // where they stand is unknown (90 days), and this one is not answered yet
	});

	test('is answered by its link without signing in, once', async () => {
		await askPulses(hikari.network);
		const link = await token();
		expect(await pulseBy(hikari.network, link)).toMatchObject({ familyName: '中村', state: 'open' });
		await answerPulse(hikari.network, link, { wantsToReturn: 'yes', canReturn: 'no' }, ['relocation']);
		expect(await standing(hikari.nakamura.personId)).toMatchObject({
			wantsToReturn: 'yes',
			canReturn: 'no',
			wouldChange: ['relocation']
		});
		expect(await dueIn()).toBe(90);
		await expect(
			answerPulse(hikari.network, link, { wantsToReturn: 'no', canReturn: 'no' }, [])
		).rejects.toThrow(Invalid);
		expect((await pulseBy(hikari.network, link)).state).toBe('used');
		expect(await standing(hikari.nakamura.personId)).toMatchObject({ wantsToReturn: 'yes' });
	});

	test('has expired after its days, and no other link opens', async () => {
		await askPulses(hikari.network);
		await own.owner.query(`update pulse set expires_at = now() - interval '1 second'`);
		await expect(
			answerPulse(hikari.network, await token(), { wantsToReturn: 'yes', canReturn: 'yes' }, [])
		).rejects.toThrow(Invalid);
		await expect(pulseBy(hikari.network, 'x'.repeat(43))).rejects.toThrow(NotFound);
		const other = await foundHikari(own.owner, `other-${round}`);
		await expect(pulseBy(other.network, await token())).rejects.toThrow(NotFound);
	});

	test('is due by the day of the network, wherever the server stands', async () => {
		await own.owner.query(`update network set time_zone = 'Etc/GMT+12'`);
		await own.owner.query(
			`update contact set pulse_due_on = (now() at time zone 'Pacific/Kiritimati')::date`
		);
		await askPulses(hikari.network);
		expect(await mails()).toEqual([]);
		await own.owner.query(`update network set time_zone = 'Pacific/Kiritimati'`);
		await askPulses(hikari.network);
		expect(await mails()).toHaveLength(1);
	});
});

describe('the short question is not sent', () => {
	const setContact = (values: string) =>
		own.owner.query(`update contact set ${values} where person_id = $1`, [hikari.nakamura.personId]);

	test('to someone who left less than three months ago', async () => {
		const leftAgo = (days: number) =>
			own.owner.query(
				'update departure set left_on = network_today() - $2::int where person_id = $1 and is_latest',
				[hikari.nakamura.personId, days]
			);
		await setContact('pulse_due_on = network_today()');
		await leftAgo(89);
		await askPulses(hikari.network);
		expect(await mails()).toEqual([]);
		expect(await dueIn(), 'looked at again in a week').toBe(7);
		await leftAgo(90);
		await setContact('pulse_due_on = network_today()');
		await askPulses(hikari.network);
		expect(await mails()).toHaveLength(1);
	});

	test('above the cap, nor soon after they spoke, nor to someone who wants none', async () => {
		await setContact('mails_per_month = 0');
		await askPulses(hikari.network);
		expect(await mails()).toEqual([]);
		expect(await dueIn()).toBe(7);
		await setContact('mails_per_month = 4, pulse_due_on = network_today()');
		await tapStanding(hikari.nakamura, { wantsToReturn: 'yes', canReturn: 'yes' });
		expect(await dueIn()).toBe(60);
		await setContact('pulse_due_on = network_today()');
		await askPulses(hikari.network);
		expect(await mails()).toEqual([]);
		await own.owner.query(`update standing set said_at = now() - interval '70 days'`);
		await setContact('pulse_due_on = network_today()');
		await askPulses(hikari.network);
		expect(await mails()).toMatchObject([{ list: 'pulse' }]);
		// This is what the list's address to unsubscribe does.
		await own.owner.query('update contact set pulse_due_on = network_today(), wants_pulse = false');
		await askPulses(hikari.network);
		expect(await mails()).toHaveLength(1);
	});
});

describe('two taps on the page', () => {
	test('say where someone stands and what would have to change; a tap again takes it back', async () => {
		await tapStanding(hikari.nakamura, { wantsToReturn: 'yes', canReturn: 'no' });
		await tapUnlock(hikari.nakamura, 'relocation');
		await tapUnlock(hikari.nakamura, 'pay');
		await tapUnlock(hikari.nakamura, 'relocation');
		expect(await standing(hikari.nakamura.personId)).toMatchObject({ wouldChange: ['pay'] });
		await tapStanding(hikari.nakamura, { wantsToReturn: 'no', canReturn: 'no' });
		const { rows } = await own.owner.query(
			'select quadrant, would_change, is_current from standing where person_id = $1 order by said_at',
			[hikari.nakamura.personId]
		);
		expect(rows).toEqual([
			{ quadrant: 'tied', would_change: ['pay'], is_current: false },
			{ quadrant: 'distant', would_change: ['pay'], is_current: true }
		]);
		const { rows: unlocks } = await own.owner.query('select code from unlock where person_id = $1', [
			hikari.nakamura.personId
		]);
		expect(unlocks).toEqual([{ code: 'pay' }]);
	});

	test('are for alumni', async () => {
		await expect(tapUnlock(hikari.mori, 'pay')).rejects.toThrow(Forbidden);
		await expect(tapUnlock(hikari.igarashi, 'pay')).rejects.toThrow(Invalid); // they said nothing yet
	});
});
