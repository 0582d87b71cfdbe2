import type { ParsedMail } from 'mailparser';
import { wavesOf } from '#test/fixtures/waves.ts';
import { describe, expect, test } from 'vitest';
import { address, daysPass, here, invite, linkIn, ofNetwork, optOut } from '#test/fixtures/invitations.ts';
import { invitationBy } from './joining.server.ts';
import { remindInvited } from './reminding.server.ts';

describe('a reminder', () => {
	test('goes out once, after the days that were chosen, and both links open', async () => {
		const mail = await invite(7);
		await remindInvited(here().network);
		expect(await ofNetwork(`select from mail where network_id = $1 and status = 'waiting'`)).toHaveLength(
			0
		);
		await daysPass(7);
		await remindInvited(here().network);
		await remindInvited(here().network);
		const reminders = await ofNetwork<{ subject: string; text: string }>(
			`select subject, body_text as text from mail where network_id = $1 and status = 'waiting'`
		);
		expect(reminders).toHaveLength(1);
		expect(reminders[0]!.subject).toBe('再送：【株式会社ひかり製作所】ひかりの輪へのご招待');
		expect(reminders[0]!.text).toContain('もう一度だけ');
		const second = /join\/(\S+)/.exec(reminders[0]!.text)![1]!;
		for (const token of [linkIn(mail, 'join'), second])
			expect(await invitationBy(here().network, token)).toMatchObject({ state: 'open' });
		expect((await wavesOf(here().network))[0]).toMatchObject({ remindAfter: 7 });
	});
});

describe('no reminder', () => {
	test.each<[string, (mail: ParsedMail) => Promise<unknown>]>([
		['who opted out', optOut],
		[
			'whose address refuses mail',
			() =>
				ofNetwork(
					`insert into mail_stop (network_id, address, why) values ($1, $2, 'bounce')`,
					address()
				)
		],
		[
			'whose wave was stopped',
			() => ofNetwork(`update invitation_wave set state = 'stopped' where network_id = $1`)
		],
		[
			'whose invitation never arrived',
			() => ofNetwork(`update mail set status = 'failed' where network_id = $1`)
		],
		[
			'whose address is another now',
			() =>
				ofNetwork(
					`update contact set email = 'new@x.example' where network_id = $1 and email = $2`,
					address()
				)
		]
	])('never goes to someone %s', async (_, happens) => {
		const mail = await invite(5);
		await daysPass(6);
		await happens(mail);
		await remindInvited(here().network);
		expect(await ofNetwork(`select from mail where network_id = $1 and status = 'waiting'`)).toHaveLength(
			0
		);
	});

	test('is sent by choice only', async () => {
		await invite();
		await daysPass(12);
		await remindInvited(here().network);
		expect(await ofNetwork(`select from mail where network_id = $1 and status = 'waiting'`)).toHaveLength(
			0
		);
	});
});
